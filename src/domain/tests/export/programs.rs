//! Exports run by the tools that they are written for, where those are installed: what arrives at a
//! server is what the panel would have sent.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use serde_json::Value;

use crate::domain::creation::plan::steps;
use crate::domain::export::format::ExportFormat;
use crate::domain::export::{ExportedSecrets, KEY_VARIABLE, export};
use crate::domain::http::secret::Secret;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::encode;
use crate::domain::servers::target::Target;
use crate::domain::tests::export::with_text;

const KEY: &str = "k-0123456789";
/// A program that calls nothing is noticed after this time.
const PATIENCE: Duration = Duration::from_secs(20);

/// A tool, and how to see whether it is there.
struct Tool {
    format: ExportFormat,
    program: &'static str,
    probe: &'static [&'static str],
}

const TOOLS: [Tool; 5] = [
    Tool { format: ExportFormat::Bash, program: "bash", probe: &["-c", "command -v curl"] },
    Tool {
        format: ExportFormat::PowerShell,
        program: "pwsh",
        probe: &["-NoProfile", "-Command", "1"],
    },
    Tool { format: ExportFormat::Fetch, program: "node", probe: &["-e", "fetch"] },
    Tool { format: ExportFormat::Python, program: "python3", probe: &["-c", "import requests"] },
    Tool {
        format: ExportFormat::Php,
        program: "php",
        probe: &["-r", "exit(function_exists('curl_init') ? 0 : 1);"],
    },
];

#[derive(Debug, PartialEq)]
struct SentCall {
    method: String,
    path: String,
    key: Option<String>,
    body: Value,
}

impl Tool {
    fn is_there(&self) -> bool {
        let mut probe = Command::new(self.program);
        let quiet = probe.args(self.probe).stdout(Stdio::null()).stderr(Stdio::null());
        quiet.status().is_ok_and(|status| status.success())
    }

    /// Runs a script; what it wrote is shown where it failed.
    fn run(&self, text: &str, variables: &[(String, String)]) {
        let name = format!("export-{}-{}", std::process::id(), self.format.id());
        let file = std::env::temp_dir().join(name).with_extension(self.format.extension());
        std::fs::write(&file, text).expect("a file for the script");
        let mut command = Command::new(self.program);
        for (name, value) in variables {
            command.env(name, value);
        }
        let output = command.env("NO_PROXY", "127.0.0.1").arg(&file).output().expect("it starts");
        std::fs::remove_file(&file).expect("the script is there");
        assert!(output.status.success(), "{}: {output:?}\n{text}", self.program);
    }
}

/// Reads one request and answers it.
fn answer(stream: TcpStream) -> SentCall {
    stream.set_read_timeout(Some(PATIENCE)).expect("a time limit");
    let mut reader = BufReader::new(stream);
    let mut line = || {
        let mut line = String::new();
        reader.read_line(&mut line).expect("a line");
        line.trim_end().to_owned()
    };
    let first = line();
    let mut words = first.split(' ').map(str::to_owned);
    let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let headers: Vec<(String, String)> = std::iter::from_fn(|| Some(line()))
        .take_while(|line| !line.is_empty())
        .filter_map(|line| {
            let (name, value) = line.split_once(':')?;
            Some((name.to_ascii_lowercase(), value.trim().to_owned()))
        })
        .collect();
    let header = |name: &str| headers.iter().find(|(own, _)| own == name).map(|(_, v)| v.clone());
    assert_eq!(header("transfer-encoding"), None, "the length is told");
    assert!(header("content-type").is_some_and(|kind| kind.starts_with("application/json")));
    let length = header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body).expect("the body");
    let mut stream = reader.into_inner();
    let answer = "HTTP/1.1 201 Created\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}";
    stream.write_all(answer.as_bytes()).expect("the answer is taken");
    let body = serde_json::from_slice(&body).expect("JSON");
    SentCall { method, path, key: header("apikey"), body }
}

/// Runs what is exported of these instances, with the secret as the value of every variable but the key.
fn check(tool: &Tool, instances: &[Drafts], secrets: ExportedSecrets, secret: &str) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let base_url = format!("http://{}/evo", listener.local_addr().expect("its address"));
    let key = Secret::new(KEY);
    let target = Target { base_url: &base_url, api: Dialect::EvolutionV2.into(), key: &key };
    let expected: Vec<SentCall> = instances
        .iter()
        .flat_map(|drafts| {
            steps(drafts, target.api).into_iter().filter_map(|step| {
                let body = encode::body(drafts, target.api, step.carrier()?)?;
                let address = step.address(drafts, &target);
                let path = address.url.split_once("/evo").map(|(_, path)| path);
                Some(SentCall {
                    method: address.method.name().to_owned(),
                    path: format!("/evo{}", path.unwrap_or_default()),
                    key: Some(KEY.to_owned()),
                    body,
                })
            })
        })
        .collect();
    let exported = export(instances, &target, tool.format, secrets);
    let value = |name: &String| {
        let value = if name == KEY_VARIABLE { KEY } else { secret };
        (name.clone(), value.to_owned())
    };
    let variables: Vec<(String, String)> = exported.variables.iter().map(value).collect();
    let count = expected.len();
    assert!(count >= instances.len());
    let (sender, calls) = mpsc::channel();
    std::thread::spawn(move || {
        for stream in listener.incoming().take(count) {
            sender.send(answer(stream.expect("a call"))).expect("the test waits");
        }
    });
    tool.run(&exported.text, &variables);
    let sent: Vec<SentCall> =
        std::iter::from_fn(|| calls.recv_timeout(PATIENCE).ok()).take(count).collect();
    assert_eq!(sent, expected, "{}\n{}", tool.program, exported.text);
}

#[test]
fn each_program_sends_what_the_panel_would_send() {
    let texts = [
        "it's \"quoted\" \\ and \\\" more",
        "100% of %PATH% ^ & | < > !x! !!",
        "a $b `c` $(d) ${e} #{f} {$g} @h",
        "line one\nline two\ttab\r\nend",
        "ação – 日本 🙂 \u{2028}x",
        "\\u0041 \\n <?php ?> */ -- EOF \"@ '@ \u{7f}",
        "ends with \\",
    ];
    let instances = texts.map(|text| with_text(Dialect::EvolutionV2, text));
    let mut ran = Vec::new();
    for tool in TOOLS.iter().filter(|tool| tool.is_there()) {
        check(tool, &instances, ExportedSecrets::InClear, "");
        // Shells put a variable into the text of the JSON as it is.
        let is_shell = matches!(tool.format, ExportFormat::Bash | ExportFormat::PowerShell);
        let secrets = if is_shell { &["a-token $x `y` %z"][..] } else { &texts };
        for secret in secrets {
            let drafts = with_text(Dialect::EvolutionV2, secret);
            check(tool, &[drafts], ExportedSecrets::Variables, secret);
        }
        ran.push(tool.program);
    }
    println!("run by {ran:?}");
}
