//! Starts the panel in the browser. On the host there is nothing to start: there it writes the JSON
//! Schema of `config.json`, which the build puts next to the page.

fn main() {
    #[cfg(target_arch = "wasm32")]
    instance_panel::start();
    #[cfg(not(target_arch = "wasm32"))]
    println!("{:#}", instance_panel::domain::deployment::config::schema::schema());
}
