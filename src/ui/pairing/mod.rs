//! Pairing the phone: QR code, pairing code, the full-screen view for the customer.

pub mod card;
pub mod customer_view;
pub mod form;
pub mod more_menu;
pub mod qr_drawing;
pub mod view;
