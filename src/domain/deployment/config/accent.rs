//! One colour of a brand into the shades that the style sheet needs: for each theme the nearest one
//! that reads well (WCAG AA, 4.5 to 1) on every surface it stands on, and the text that reads well
//! on it.

/// Red, green and blue.
pub type Colour = [u8; 3];

/// What takes the place of the tokens `--accent`, `--accent-hover`, `--on-accent` and
/// `--accent-soft`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shades {
    pub accent: Colour,
    pub hover: Colour,
    pub on: Colour,
    pub soft: Colour,
}

/// A theme as far as the accent meets it: the tokens `--page`, `--card`, `--code` and `--hover`, and
/// the text that stands on the soft shade.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ground {
    pub(crate) surfaces: [Colour; 4],
    /// `--ink-3`, the quietest text that stands on the soft shade
    pub(crate) text: Colour,
    /// What a shade is darkened or lightened to
    towards: Colour,
    on: Colour,
}

pub(crate) const LIGHT: Ground = Ground {
    surfaces: [[0xf7, 0xf8, 0xf8], [0xff; 3], [0xf4, 0xf6, 0xf7], [0xee, 0xf0, 0xf1]],
    text: [0x63, 0x6c, 0x78],
    towards: [0; 3],
    on: [0xff; 3],
};

pub(crate) const DARK: Ground = Ground {
    surfaces: [[0x0f, 0x12, 0x14], [0x15, 0x19, 0x1c], [0x10, 0x14, 0x16], [0x1d, 0x23, 0x27]],
    text: [0x8f, 0x99, 0xa3],
    towards: [0xff; 3],
    on: [0x06, 0x09, 0x0b],
};

/// Text on its ground. A little more than the 4.5 of the rule, which rounding may take away.
const READABLE: f64 = 4.55;

/// `#0b7a57`
#[must_use]
pub fn colour(text: &str) -> Option<Colour> {
    let digits = text.strip_prefix('#')?;
    if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

/// The shades for the light theme and for the dark one.
#[must_use]
pub fn shades(brand: Colour) -> [Shades; 2] {
    [LIGHT, DARK].map(|ground| of(brand, &ground))
}

fn of(brand: Colour, ground: &Ground) -> Shades {
    let [_, card, ..] = ground.surfaces;
    // The shade of a chosen row: the brand's colour thinned until text still reads well on it.
    let soft = (0..=12)
        .rev()
        .map(|percent| mixed(card, brand, percent))
        .find(|soft| contrast(*soft, ground.text) >= READABLE)
        .unwrap_or(card);
    let is_readable = |accent: Colour| {
        let mut grounds = ground.surfaces.iter().chain([&soft]);
        grounds.all(|surface| contrast(accent, *surface) >= READABLE)
            && contrast(accent, ground.on) >= READABLE
    };
    let shade = |percent: u32| mixed(brand, ground.towards, percent);
    let accent = (0..=100).map(shade).find(|accent| is_readable(*accent));
    let accent = accent.unwrap_or(ground.towards);
    // Away from the text that stands on it, so that it reads better still.
    Shades { accent, hover: mixed(accent, ground.towards, 14), on: ground.on, soft }
}

/// So many hundredths of the way from one colour to the other.
fn mixed(from: Colour, to: Colour, percent: u32) -> Colour {
    let part = |at: usize| {
        let sum = u32::from(from[at]) * (100 - percent) + u32::from(to[at]) * percent;
        // A mean of bytes is a byte.
        u8::try_from((sum + 50) / 100).unwrap_or(u8::MAX)
    };
    [part(0), part(1), part(2)]
}

/// The contrast of WCAG, from 1 to 21.
#[must_use]
pub(crate) fn contrast(one: Colour, other: Colour) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance([red, green, blue]: Colour) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}
