// Web servers that serve the release with the recipes as they stand: only the port, the folder and the
// path are put in. Each runs as a child of the test, with a temporary folder of its own, and touches no
// setting of this machine. NGINX, CADDY and APACHE name the programs.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "@playwright/test";

import { closedPort } from "../server/demo.mjs";

/** The archive as an operator unpacks it. */
export const RELEASE = process.env.PANEL_RELEASE;

/** Where distributions keep what nginx and Apache load at run time. */
const NGINX_MODULES = ["/usr/lib/nginx/modules", "/usr/lib64/nginx/modules", "/usr/share/nginx/modules"];
const APACHE_MODULES = [
  "/usr/lib/apache2/modules",
  "/usr/lib64/httpd/modules",
  "/usr/lib/httpd/modules",
  "/usr/libexec/apache2",
  "/opt/homebrew/lib/httpd/modules",
];

export const BROTLI_MODULE = NGINX_MODULES.map((folder) => join(folder, "ngx_http_brotli_static_module.so")).find(
  existsSync,
);

export function recipe(name) {
  return readFile(join(RELEASE, "recipes", name), "utf8");
}

/** The recipe after what its comments tell an operator to do who wants the panel in a frame of his. */
async function edited(name, { parent, opensConfig }) {
  let text = await recipe(name);
  if (parent) text = put(text, `frame-ancestors 'self'"`, `frame-ancestors 'self' ${parent}"`);
  if (opensConfig) {
    const [, more] = /add\W+`([^`]+)`/.exec(text);
    text = text.replace(/embed\\\.js\)/, () => `embed\\.js${more})`);
  }
  return text;
}

/** Puts a value of this machine into a recipe; what is not there exactly once is a fault of one of them. */
function put(text, from, to) {
  if (text.split(from).length !== 2) throw new Error(`the recipe holds "${from}" not exactly once`);
  return text.replace(from, () => to);
}

/**
 * A folder with the panel below `base`, as an operator lays it out, with a `config.json` where there is one.
 * Readable by whatever account a server changes to.
 */
async function site(base, config) {
  const home = await mkdtemp(join(tmpdir(), "instance-panel-"));
  const www = join(home, "www");
  const folder = join(www, base);
  await mkdir(folder, { recursive: true });
  await cp(join(RELEASE, "panel"), folder, { recursive: true });
  if (config) await writeFile(join(folder, "config.json"), JSON.stringify(config));
  await chmod(home, 0o755);
  return { home, www, folder };
}

/** Starts a program and waits until it takes connections. */
async function serve(program, arguments_, { port, home, base, env }) {
  const child = spawn(program, arguments_, {
    cwd: home,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (said += data));
  let isOver = false;
  const over = new Promise((resolve) =>
    child.once("close", () => {
      isOver = true;
      resolve();
    }),
  );
  child.once("error", (error) => (said += error.message));
  const stop = async () => {
    if (!isOver) child.kill("SIGTERM");
    await over;
    await rm(home, { recursive: true, force: true });
  };
  await expect.poll(async () => isOver || (await answers(port)), { intervals: [20, 50], timeout: 30_000 }).toBe(true);
  if (isOver) {
    await stop();
    throw new Error(`${program} did not start:\n${said}`);
  }
  return { address: `http://127.0.0.1:${port}${base}`, stop };
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const done = (is) => {
      socket.destroy();
      resolve(is);
    };
    socket.once("connect", () => done(true));
    socket.once("error", () => done(false));
  });
}

export async function startNginx(options) {
  const { base, brotli = false, config } = options;
  const { home, www } = await site(base, config);
  const port = await closedPort();
  let text = await edited("nginx.conf", options);
  text = put(text, "listen 80;", `listen 127.0.0.1:${port};`);
  text = put(text, "root /srv/www;", `root ${www};`);
  text = put(text, "location / {", `location ${base} {`);
  if (brotli) text = put(text, "#brotli_static on;", "brotli_static on;");
  await writeFile(join(home, "instance-panel.conf"), text);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  await writeFile(
    join(home, "nginx.conf"),
    `${brotli ? `load_module ${BROTLI_MODULE};` : ""}
     daemon off;
     master_process off;
     pid ${home}/nginx.pid;
     error_log stderr;
     events {}
     http {
       access_log off;
       ${temporary.map((name) => `${name}_temp_path ${home}/${name};`).join("\n")}
       include ${home}/instance-panel.conf;
     }`,
  );
  return serve(process.env.NGINX, ["-p", home, "-c", join(home, "nginx.conf")], { port, home, base });
}

export async function startCaddy(options) {
  const { base, config } = options;
  const { home, www } = await site(base, config);
  const port = await closedPort();
  await writeFile(join(home, "recipe"), await edited("Caddyfile", options));
  // Of the recipe nothing changes; this only keeps Caddy from opening a second port.
  await writeFile(join(home, "Caddyfile"), "{\n\tadmin off\n}\nimport recipe\n");
  const env = {
    HOME: home,
    XDG_CONFIG_HOME: home,
    XDG_DATA_HOME: home,
    PANEL_ADDRESS: `http://127.0.0.1:${port}`,
    PANEL_ROOT: www,
    PANEL_PATH: base.replace(/\/$/, ""),
  };
  const arguments_ = ["run", "--adapter", "caddyfile", "--config", join(home, "Caddyfile")];
  return serve(process.env.CADDY, arguments_, { port, home, base, env });
}

/** What the recipe asks for, and what would spoil its work if it were careless. */
const APACHE_WANTED = ["mime", "headers", "rewrite"];
const APACHE_DISTURBING = ["filter", "deflate", "brotli", "negotiation", "setenvif"];

export async function startApache(options) {
  const { base, config, modules = [...APACHE_WANTED, ...APACHE_DISTURBING] } = options;
  const { home, www, folder } = await site(base, config);
  const port = await closedPort();
  await writeFile(join(folder, ".htaccess"), await edited(".htaccess", options));
  const from = APACHE_MODULES.find(existsSync);
  if (!from) throw new Error(`Apache's modules are in none of ${APACHE_MODULES.join(", ")}`);
  const load = ["mpm_event", "unixd", "authz_core", "dir", ...modules]
    .filter((name) => existsSync(join(from, `mod_${name}.so`)))
    .map((name) => `LoadModule ${name}_module ${from}/mod_${name}.so`);
  await writeFile(
    join(home, "httpd.conf"),
    `ServerRoot ${home}
     DefaultRuntimeDir ${home}
     PidFile ${home}/httpd.pid
     ErrorLog ${home}/error.log
     ServerName 127.0.0.1
     Listen 127.0.0.1:${port}
     ${load.join("\n")}
     <IfModule unixd_module>
       ${process.getuid?.() === 0 ? "User #65534\nGroup #65534" : ""}
     </IfModule>
     DocumentRoot ${www}
     DirectoryIndex index.html
     <Directory ${www}>
       AllowOverride FileInfo
       Options FollowSymLinks
       Require all granted
     </Directory>
     # What distributions set for every site.
     <IfModule mime_module>
       TypesConfig ${existsSync("/etc/mime.types") ? "/etc/mime.types" : "/dev/null"}
       AddType application/x-gzip .gz
       AddLanguage br .br
       AddLanguage en .en
       AddLanguage es .es
     </IfModule>
     <IfModule deflate_module>
       AddOutputFilterByType DEFLATE text/html text/css text/javascript application/json application/wasm
     </IfModule>
     <IfModule brotli_module>
       AddOutputFilterByType BROTLI_COMPRESS text/html text/css text/javascript application/json application/wasm
     </IfModule>`,
  );
  return serve(process.env.APACHE, ["-DFOREGROUND", "-f", join(home, "httpd.conf")], { port, home, base });
}

/** Every file below a folder, by its name within. */
export async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1))
    .toSorted();
}
