//! Messages between the tabs of this panel. Nothing of them is stored, so no tab meets one after the
//! time. Where the browser has no `BroadcastChannel`, they are not sent.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

const NAME: &str = "instance-panel";

thread_local! {
    // A channel does not hear what is sent through itself, so one serves for both directions.
    static CHANNEL: Option<BroadcastChannel> = BroadcastChannel::new(NAME).ok();
}

/// Tells the other tabs. Never a secret.
pub fn tell(message: &str) {
    CHANNEL.with(|channel| {
        if let Some(channel) = channel {
            // It fails for values that cannot be copied, and a text can.
            let _ = channel.post_message(&message.into());
        }
    });
}

/// Hears what the other tabs tell, for as long as the page lives. There is one listener; a later one
/// takes the place of the earlier.
pub fn listen(hear: impl Fn(&str) + 'static) {
    let handle = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(message) = event.data().as_string() {
            hear(&message);
        }
    });
    CHANNEL.with(|channel| {
        if let Some(channel) = channel {
            channel.set_onmessage(Some(handle.as_ref().unchecked_ref()));
        }
    });
    handle.forget();
}
