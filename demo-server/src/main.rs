//! Starts the demo: the three servers on one port, and the panel on another when the arguments name
//! its folder.

use std::io::Write as _;
use std::net::{IpAddr, SocketAddr};
use std::process::ExitCode;

use demo_server::args::{Args, USAGE};
use demo_server::http::listener::{self, KeepAlive};
use demo_server::state::app::{AppState, Defaults};
use demo_server::{control, panel, router};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> ExitCode {
    let args = match Args::parse(std::env::args().skip(1)) {
        Ok(args) => args,
        Err(reason) => {
            eprintln!("{reason}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    if args.help {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    match start(&args).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("{reason}");
            ExitCode::from(2)
        }
    }
}

async fn start(args: &Args) -> Result<(), String> {
    let (api, api_address) = listen(args.host, args.port, "--port").await?;
    let app = AppState::new(Defaults {
        key: args.key.clone(),
        qr_wait_ms: args.qr_wait_ms,
        instances: args.instances,
        state_change_ms: args.state_change_ms,
        base_url: format!("http://{api_address}"),
        state_file: args.state.clone(),
    })?;
    control::fill_all(&app);
    let mut ready = String::from("ready");
    if let Some(folder) = &args.panel {
        if !folder.is_dir() {
            return Err(format!("--panel: {} is not a folder.", folder.display()));
        }
        let (socket, address) = listen(args.host, args.panel_port, "--panel-port").await?;
        ready += &format!(" panel=http://{address}{}/", panel::prefix(&args.panel_base));
        tokio::spawn(listener::run(
            socket,
            panel::router(folder, &args.panel_base),
            KeepAlive::Yes,
        ));
    }
    tokio::spawn(listener::run(api, router::router(app), KeepAlive::No));
    println!("{ready} api=http://{api_address}");
    std::io::stdout().flush().map_err(|error| error.to_string())?;
    tokio::signal::ctrl_c().await.map_err(|error| error.to_string())
}

async fn listen(
    host: IpAddr,
    port: u16,
    option: &str,
) -> Result<(TcpListener, SocketAddr), String> {
    let socket = TcpListener::bind((host, port)).await.map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => {
            format!("Port {port} on {host} is already in use; choose another one with {option}.")
        }
        _ => format!("Cannot listen on port {port} of {host}: {error}."),
    })?;
    let address = socket.local_addr().map_err(|error| error.to_string())?;
    Ok((socket, address))
}
