//! The shades of a brand's colour: whatever it is, text in it and on it reads well in both themes.

use std::path::Path;

use crate::domain::deployment::config::accent::{DARK, Ground, LIGHT, contrast};
use crate::domain::deployment::config::{Colour, colour, shades};

#[track_caller]
fn check(brand: Colour) {
    for (shades, ground) in shades(brand).iter().zip([LIGHT, DARK]) {
        for surface in ground.surfaces.iter().chain([&shades.soft]) {
            assert!(
                contrast(shades.accent, *surface) >= 4.5,
                "{brand:?} on {surface:?}: {shades:?}"
            );
        }
        for fill in [shades.accent, shades.hover] {
            assert!(contrast(shades.on, fill) >= 4.5, "text on {fill:?} of {brand:?}: {shades:?}");
        }
        assert!(contrast(ground.text, shades.soft) >= 4.5, "{brand:?}: {shades:?}");
    }
}

#[test]
fn any_colour_has_shades_that_read_well() {
    let steps: Vec<u8> = (0..=255).step_by(17).collect();
    for red in &steps {
        for green in &steps {
            for blue in &steps {
                check([*red, *green, *blue]);
            }
        }
    }
}

#[test]
fn a_colour_that_reads_well_stays_as_it_is() {
    let brand = colour("#0b7a57").expect("a colour");
    let [light, dark] = shades(brand);
    assert_eq!(light.accent, brand);
    assert_ne!(dark.accent, brand, "too dark for the dark theme");
    // The nearest shade of red, not a white one.
    let [light, dark] = shades([0xff, 0, 0]);
    assert!(light.accent[0] > 150 && light.accent[1] < 40, "{light:?}");
    assert!(dark.accent[0] > 200 && dark.accent[1] < 120, "{dark:?}");
}

#[test]
fn a_colour_is_six_digits() {
    assert_eq!(colour("#A0b1C2"), Some([0xa0, 0xb1, 0xc2]));
    for wrong in ["", "#", "#fff", "a0b1c2", "#a0b1c2d3", "#a0b1cg", "#+1+1+1", "#a0b1c\u{e9}"] {
        assert_eq!(colour(wrong), None, "{wrong}");
    }
}

/// The style sheet is the one source of the surfaces.
#[test]
fn the_surfaces_are_those_of_the_style_sheet() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("style/tokens.css");
    let sheet = std::fs::read_to_string(path).expect("the style sheet is there");
    let check = |theme: usize, ground: Ground| {
        let token = |name: &str| {
            let (_, rest) =
                sheet.split_once(&format!("--{name}: light-dark(")).expect("the token is there");
            let (value, _) = rest.split_once(')').expect("it ends");
            colour(value.split(", ").nth(theme).expect("two themes")).expect("a colour")
        };
        assert_eq!(["page", "card", "code", "hover"].map(token), ground.surfaces);
        assert_eq!(token("ink-3"), ground.text);
    };
    check(0, LIGHT);
    check(1, DARK);
}
