//! The software bill of materials: every package in the code of the panel, in the CycloneDX format.
//! It has no time stamp and no random serial number, so that the same release has the same SBOM.

use super::packages::LinkedPackage;
use crate::tools::rust_toolchain;
use serde_json::{Value, json};

/// The standard library of Rust is linked too, so it is one of the components.
pub(super) fn text(version: &str, linked: &[LinkedPackage]) -> String {
    let rust = rust_toolchain::VERSION;
    let (panel, others): (Vec<&LinkedPackage>, Vec<&LinkedPackage>) =
        linked.iter().partition(|package| package.is_panel());
    let mut components: Vec<Value> = others.iter().map(|package| component(package)).collect();
    components.push(json!({
        "type": "library",
        "bom-ref": "rust-std",
        "name": "rust-std",
        "version": rust,
        "description": "The standard library of Rust, compiled for wasm32-unknown-unknown",
        "licenses": [{ "expression": "MIT OR Apache-2.0" }],
        "externalReferences": [{ "type": "vcs", "url": "https://github.com/rust-lang/rust" }],
    }));
    let mut dependencies: Vec<Value> = linked
        .iter()
        .map(|package| {
            let depends_on: Vec<String> = package.dependencies.iter().map(|id| purl(id)).collect();
            json!({ "ref": purl(&package.id()), "dependsOn": depends_on })
        })
        .collect();
    dependencies.push(json!({ "ref": "rust-std", "dependsOn": [] }));
    let own: Vec<Value> = panel.iter().map(|package| application(package)).collect();
    let bom = json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.5.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "tools": { "components": [{
                "type": "application",
                "name": "cargo xtask dist",
                "version": version,
            }] },
            "component": own.first(),
        },
        "components": components,
        "dependencies": dependencies,
    });
    format!("{bom:#}\n")
}

fn application(package: &LinkedPackage) -> Value {
    json!({
        "type": "application",
        "bom-ref": purl(&package.id()),
        "name": package.name,
        "version": package.version,
        "licenses": [{ "expression": package.licence }],
    })
}

fn component(package: &LinkedPackage) -> Value {
    let mut component = json!({
        "type": "library",
        "bom-ref": purl(&package.id()),
        "name": package.name,
        "version": package.version,
        "licenses": [{ "expression": package.licence }],
        "purl": purl(&package.id()),
    });
    if let Some(sum) = &package.sha256 {
        component["hashes"] = json!([{ "alg": "SHA-256", "content": sum }]);
    }
    if let Some(address) = &package.repository {
        component["externalReferences"] = json!([{ "type": "vcs", "url": address }]);
    }
    component
}

/// The package URL. A `+` in a version must be percent-encoded.
fn purl(id: &str) -> String {
    format!("pkg:cargo/{}", id.replace('+', "%2B"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::release::packages;

    #[test]
    fn lists_every_package_with_its_licence() {
        let linked = packages::linked().expect("cargo lists the packages");
        let text = text("1.2.3", &linked);
        let list: Value = serde_json::from_str(&text).expect("it is JSON");
        assert_eq!(list["bomFormat"], "CycloneDX");
        let components = list["components"].as_array().expect("it is a list");
        assert_eq!(
            components.len(),
            linked.len(),
            "all packages but the panel, plus the standard library"
        );
        for component in components {
            for key in ["name", "version", "bom-ref"] {
                assert!(component[key].as_str().is_some_and(|text| !text.is_empty()));
            }
            let licence = component["licenses"][0]["expression"].as_str();
            assert!(licence.is_some_and(|text| !text.is_empty() && !text.contains('/')));
        }
        // Both ends of every dependency are in the list.
        let known = |wanted: &Value| {
            let own = &list["metadata"]["component"]["bom-ref"];
            own == wanted || components.iter().any(|component| &component["bom-ref"] == wanted)
        };
        for entry in list["dependencies"].as_array().expect("it is a list") {
            assert!(known(&entry["ref"]), "{entry}");
            let below = entry["dependsOn"].as_array().expect("it is a list");
            assert!(below.iter().all(known), "{entry}");
        }
    }

    #[test]
    fn encodes_a_plus_in_a_version() {
        assert_eq!(purl("toml@1.2.1+spec-1.1.0"), "pkg:cargo/toml@1.2.1%2Bspec-1.1.0");
    }
}
