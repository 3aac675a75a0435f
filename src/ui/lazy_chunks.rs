//! What the form calls in each lazy chunk. The functions themselves are in [`crate::chunks`]: what is
//! reached from there alone is left out of the first load.

use crate::domain::deployment::{BootInput, Deployment};
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::state::Panel;
use crate::state::form::model::FormModel;
use crate::ui::kit::element::El;
use crate::ui::kit::lazy::{ChunkCell, LazyChunk};

thread_local! {
    static OPERATE_CELL: ChunkCell<Operate> = ChunkCell::new("operate");
    static SERVERS_CELL: ChunkCell<ServersChunk> = ChunkCell::new("servers");
    static INSTANCES_CELL: ChunkCell<InstancesChunk> = ChunkCell::new("instances");
    static MANY_CELL: ChunkCell<ManyChunk> = ChunkCell::new("many");
    static PAIRING_CELL: ChunkCell<PairingChunk> = ChunkCell::new("pairing");
    static DEPLOYMENT_CELL: ChunkCell<DeploymentChunk> = ChunkCell::new("deployment");
}

/// What a press of *Create* needs, and everything that talks to a server. It loads as soon as the form
/// is painted.
pub const OPERATE: LazyChunk<Operate> = LazyChunk::new(&OPERATE_CELL);
/// The page of the servers, and the form that connects one. It loads when it is needed, or when the
/// browser has nothing else to do.
pub const SERVERS: LazyChunk<ServersChunk> = LazyChunk::new(&SERVERS_CELL);
/// The list of instances, one of them, the log of requests and the palette. It loads when one of them is
/// opened.
pub const INSTANCES: LazyChunk<InstancesChunk> = LazyChunk::new(&INSTANCES_CELL);
/// Many at once, and the sheets of the import, the export and the presets. It loads when one of them is
/// opened, with the form where a preset is applied by itself, and a second after `INSTANCES`.
pub const MANY: LazyChunk<ManyChunk> = LazyChunk::new(&MANY_CELL);
/// The card that pairs the phone, on the result. It loads when the browser has nothing else to do, or with
/// the result.
pub const PAIRING: LazyChunk<PairingChunk> = LazyChunk::new(&PAIRING_CELL);
/// What `config.json`, the address or a frame around the page asks for. It loads where there is any of it.
pub const DEPLOYMENT: LazyChunk<DeploymentChunk> = LazyChunk::new(&DEPLOYMENT_CELL);

/// Renders the panel of a deployment.
pub type Draw = fn(Deployment);

#[derive(Clone, Copy, Debug)]
pub struct Operate {
    /// The box that finds a field of the form, and the buttons that import and export
    pub find_field: fn() -> El,
    /// The way to the instance that has the typed name
    pub taken_name: fn() -> El,
    /// The groups of the form
    pub groups: fn() -> El,
    /// The request as it will be sent
    pub request: fn() -> El,
    /// What blocks a press
    pub summary: fn() -> El,
    /// What is said while a creation is on its way
    pub sending: fn() -> El,
    /// What lies over the form
    pub overlays: fn() -> El,
    pub result_page: fn() -> El,
    /// A page that needs this chunk, and one of its own
    pub later_page: fn() -> El,
    pub failure_panel: fn() -> El,
    /// When the server in use was last heard of
    pub last_seen: fn() -> El,
    /// Starts what runs next to the form
    pub start: fn(Panel),
}

#[derive(Clone, Copy, Debug)]
pub struct ServersChunk {
    pub servers_page: fn() -> El,
    /// The form that connects the first server, or gives a server its key
    pub connect_form: fn() -> El,
    /// The test of the server that a creation could not reach, or whose key it refused
    pub checked_failure: fn() -> El,
    /// The offer to test the server after a later step got no answer
    pub network_trouble: fn() -> El,
    /// The test of the server whose list of instances could not be read
    pub server_check: fn() -> El,
}

#[derive(Clone, Copy, Debug)]
pub struct InstancesChunk {
    /// Makes the state that its screens share
    pub start: fn(),
    pub instances_page: fn() -> El,
    pub instance_page: fn() -> El,
    pub requests_page: fn() -> El,
    /// What is in the palette's dialog
    pub palette: fn() -> El,
}

#[derive(Clone, Copy, Debug)]
pub struct ManyChunk {
    /// Makes the state that its page and its sheets share
    pub start: fn(),
    /// Many instances created at once
    pub many_page: fn() -> El,
    /// The sheets of the form, and what is said after one has filled it
    pub form_sheets: fn() -> El,
    /// The sheets of the export and of the presets
    pub sheets: fn() -> El,
    /// In a worker: reads the pastes of the page
    pub serve: fn(),
}

#[derive(Clone, Copy, Debug)]
pub struct PairingChunk {
    /// The card of the result
    pub result_pairing: fn() -> El,
}

#[derive(Clone, Copy, Debug)]
pub struct DeploymentChunk {
    /// Reads what the deployment configures, before anything is rendered
    pub configure: fn(&BootInput) -> Deployment,
    /// Renders the panel where it may be framed: at once, later, or never
    pub draw_if_allowed: fn(Deployment, Draw),
    /// Keeps the address clean and follows the page around
    pub start: fn(Panel),
    pub address_notice: fn() -> El,
    /// What the deployment puts above the form
    pub above_form: fn() -> El,
    /// What is wrong with its `config.json`
    pub config_notice: fn() -> El,
    /// What it puts below every page
    pub page_links: fn() -> El,
    /// The row of a field that the operator may not change
    pub restricted_row: fn(FormModel, Field) -> Option<El>,
    /// The switch of a group that stays on
    pub held_switch: fn(Section) -> El,
}
