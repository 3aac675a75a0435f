//! Starts the panel in the browser; on the host there is nothing to start.

fn main() {
    #[cfg(target_arch = "wasm32")]
    instance_panel::ui::start();
}
