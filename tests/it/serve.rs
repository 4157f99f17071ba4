//! `offprint serve` as authors and their browsers meet it: what is answered, to whom, and what is
//! told when a study changes.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::support::{Study, files, offprint, run_in};

/// How long anything may take before a test gives up.
const LONG: Duration = Duration::from_mins(1);

/// `offprint serve` while it runs; it ends with the test.
struct Serving {
    child: Child,
    /// The lines of its output stream.
    lines: BufReader<std::process::ChildStdout>,
    /// Host and port.
    host: String,
}

impl Serving {
    fn of(study: &Study, more: &[&str]) -> Self {
        let mut command = offprint(study.folder());
        command.args(["serve", "--port", "0"]).args(more);
        Self::started(command)
    }

    fn started(mut command: Command) -> Self {
        let mut child =
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the binary runs");
        let mut lines = BufReader::new(child.stdout.take().expect("its output"));
        let line = line_with(&mut lines, "Serving ");
        let host = line.split("http://").nth(1).and_then(|rest| rest.split('/').next());
        let host = host.unwrap_or_else(|| panic!("an address in {line:?}")).to_owned();
        Self { child, lines, host }
    }

    /// The next line that holds a text.
    fn says(&mut self, text: &str) -> String {
        line_with(&mut self.lines, text)
    }

    fn port(&self) -> &str {
        self.host.rsplit_once(':').expect("a port").1
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.host).expect("a server");
        stream.set_read_timeout(Some(LONG)).expect("a timeout");
        stream
    }

    /// What is answered to a whole request.
    fn answer(&self, request: &str) -> Answer {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).expect("a request");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("an answer");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("{text:?}"));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
        Answer {
            status: status.unwrap_or_else(|| panic!("a status in {head:?}")),
            head: head.to_owned(),
            body: body.to_owned(),
        }
    }

    /// What is answered to a request with more header lines, of the address that is served.
    fn ask(&self, method: &str, target: &str, more: &str) -> Answer {
        let host = &self.host;
        self.answer(&format!(
            "{method} {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{more}\r\n"
        ))
    }

    fn get(&self, target: &str) -> Answer {
        self.ask("GET", target, "")
    }

    /// The stream of events of a page.
    fn events(&self, page: &str) -> Events {
        let mut stream = self.connect();
        let page = page.replace('/', "%2F");
        let request =
            format!("GET /.offprint/events?{page} HTTP/1.1\r\nHost: {}\r\n\r\n", self.host);
        stream.write_all(request.as_bytes()).expect("a request");
        let mut lines = BufReader::new(stream);
        let head = line_with(&mut lines, "HTTP/1.1 ");
        assert!(head.contains("200"), "{head}");
        Events { lines }
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    /// The value of a header line.
    fn header(&self, name: &str) -> &str {
        let line = self.head.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")));
        line.unwrap_or_else(|| panic!("{name} in {}", self.head))
    }
}

/// What a page is told.
struct Events {
    lines: BufReader<TcpStream>,
}

impl Events {
    fn next(&mut self) -> serde_json::Value {
        let line = line_with(&mut self.lines, "data: ");
        serde_json::from_str(line.trim_start_matches("data: ")).expect("JSON")
    }

    /// The next event of which something holds. Saving a file may be told in two steps.
    fn until(&mut self, holds: impl Fn(&serde_json::Value) -> bool) -> serde_json::Value {
        loop {
            let told = self.next();
            if holds(&told) {
                return told;
            }
        }
    }
}

fn line_with(lines: &mut impl BufRead, text: &str) -> String {
    loop {
        let mut line = String::new();
        let length = lines.read_line(&mut line).expect("a line");
        assert!(length > 0, "the stream ends before {text:?}");
        if line.contains(text) {
            return line.trim_end().to_owned();
        }
    }
}

const DRINKS: &str = "content/narrative/drinks.md";

#[test]
fn the_site_is_served_from_memory() {
    let study = Study::fixture("minimal");
    let before = files(study.folder());
    let serving = Serving::of(&study, &[]);
    for (target, kind) in [
        ("/", "text/html; charset=utf-8"),
        ("/index.html?x", "text/html; charset=utf-8"),
        ("/style.css", "text/css; charset=utf-8"),
        ("/script.js", "text/javascript; charset=utf-8"),
        ("/data/table-1.csv", "text/csv; charset=utf-8"),
        ("/data/report.json", "application/json; charset=utf-8"),
        ("/.offprint/live.js", "text/javascript; charset=utf-8"),
        ("/.offprint/faults.css", "text/css; charset=utf-8"),
    ] {
        let answer = serving.get(target);
        assert_eq!((answer.status, answer.header("Content-Type")), (200, kind), "{target}");
        assert_eq!(answer.header("Cache-Control"), "no-store");
        assert_eq!(answer.header("X-Content-Type-Options"), "nosniff");
        assert_eq!(answer.header("Content-Length"), answer.body.len().to_string());
        let head = serving.ask("HEAD", target, "");
        assert_eq!((head.status, head.body.as_str()), (200, ""));
        assert_eq!(head.header("Content-Length"), answer.body.len().to_string());
    }
    assert_eq!(files(study.folder()), before, "nothing is written");
    // What is served is what is built, but for one script and what its policy allows.
    let study = study.built();
    let built = study.read("output/index.html");
    let served = serving.get("/").body;
    let (start, rest) =
        served.split_once("<script src=\"/.offprint/live.js\" data-live").expect("a script");
    let (_, end) = rest.split_once("</script>").expect("its end");
    let served = format!("{start}{end}").replace("; connect-src 'self'\"", "\"");
    assert_eq!(served, built);
    assert!(serving.get("/style.css").body == study.read("output/style.css"), "another style");
    // What was not made is neither there nor linked.
    for file in ["report.html", "package/offprint.zip", "picture.png"] {
        assert_eq!(serving.get(&format!("/{file}")).status, 404, "{file}");
        assert!(!served.contains(&format!("href=\"{file}\"")), "{file} is linked");
    }
}

#[test]
fn nothing_else_is_served() {
    let study = Study::fixture("minimal");
    let serving = Serving::of(&study, &[]);
    for target in [
        "/gone.html",
        "/content/study.yaml",
        "/../content/study.yaml",
        "/%2e%2e/content/study.yaml",
        "/..%2f..%2fetc/passwd",
        "//etc/passwd",
        "/%2fetc%2fpasswd",
        "/data/../index.html",
        "/data",
        "/%00",
        "/%ff",
    ] {
        let answer = serving.get(target);
        assert_eq!(answer.status, 404, "{target}");
        assert!(answer.body.contains("There is no page at this address"), "{target}");
        assert!(!answer.body.contains("format: 1"), "{target}");
    }
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"] {
        let answer = serving.ask(method, "/", "Content-Length: 0\r\n");
        assert_eq!((answer.status, answer.header("Allow")), (405, "GET, HEAD"), "{method}");
    }
    let host = &serving.host;
    for (request, status) in [
        ("GET / HTTP/1.1\r\n\r\n".to_owned(), 400),
        (format!("GET http://{host}/ HTTP/1.1\r\nHost: {host}\r\n\r\n"), 400),
        (format!("GET / HTTP/1.1\r\nHost: {host}\r\nHost: {host}\r\n\r\n"), 400),
        (format!("GET /\r\nHost: {host}\r\n\r\n"), 400),
        (format!("GET / HTTP/1.1\r\nHost: {host}\r\nX: {}", "x".repeat(70_000)), 431),
    ] {
        let start: String = request.chars().take(60).collect();
        assert_eq!(serving.answer(&request).status, status, "{start}");
    }
}

#[test]
fn only_this_machine_and_its_own_pages_are_answered() {
    let study = Study::fixture("minimal");
    let serving = Serving::of(&study, &[]);
    assert!(serving.host.starts_with("127.0.0.1:"), "{}", serving.host);
    let port = serving.port().to_owned();
    let ask = |host: &str, more: &str, target: &str| {
        let request =
            format!("GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{more}\r\n");
        serving.answer(&request)
    };
    for host in ["localhost", "127.0.0.1", "[::1]", "LOCALHOST"] {
        assert_eq!(ask(&format!("{host}:{port}"), "", "/").status, 200, "{host}");
    }
    for host in ["example.org", "localhost.example.org", "192.168.1.1", "localhost."] {
        let answer = ask(&format!("{host}:{port}"), "", "/");
        assert_eq!(answer.status, 403, "{host}");
        assert!(answer.body.starts_with("The site is not served under this name"));
    }
    assert_eq!(ask("localhost", "", "/").status, 403, "a host without the port");
    let own = format!("localhost:{port}");
    let events = "/.offprint/events?%2F";
    for target in ["/", "/data/report.json", events] {
        for from in [
            "Origin: http://example.org\r\n",
            "Origin: null\r\n",
            "Origin: http://localhost:1\r\n",
            "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n",
            "Sec-Fetch-Site: same-site\r\n",
        ] {
            assert_eq!(ask(&own, from, target).status, 403, "{target} {from}");
        }
    }
    let same = format!("Origin: http://{own}\r\nSec-Fetch-Site: same-origin\r\n");
    assert_eq!(ask(&own, &same, "/").status, 200);
    let link = "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n";
    assert_eq!(ask(&own, link, "/").status, 200, "a link may lead here");
}

#[test]
fn a_connection_serves_one_request_after_the_other() {
    let study = Study::fixture("minimal");
    let serving = Serving::of(&study, &[]);
    let mut stream = serving.connect();
    let request = |target: &str, more: &str| {
        format!("HEAD {target} HTTP/1.1\r\nHost: {}\r\n{more}\r\n", serving.host)
    };
    let both = request("/style.css", "") + &request("/gone", "Connection: close\r\n");
    stream.write_all(both.as_bytes()).expect("two requests");
    let mut text = String::new();
    stream.read_to_string(&mut text).expect("two answers");
    let statuses: Vec<&str> = text.lines().filter(|line| line.starts_with("HTTP/")).collect();
    assert_eq!(statuses, ["HTTP/1.1 200 OK", "HTTP/1.1 404 Not Found"]);
}

#[test]
fn a_change_is_told_to_the_pages_that_it_changes() {
    let study = Study::fixture("minimal");
    let mut serving = Serving::of(&study, &[]);
    let (mut page, mut lost) = (serving.events("/drinks.html"), serving.events("/gone.html"));
    let (first, first_lost) = (page.next(), lost.next());
    assert!(serving.get("/drinks.html").body.contains(first["page"].as_str().expect("a mark")));
    study.replace(DRINKS, "Tea was preferred", "Hot tea was preferred");
    let told = page.until(|told| told["page"] != first["page"]);
    assert_eq!((told["loaded"] == first["loaded"], &told["faults"]), (true, &first["faults"]));
    let body = serving.get("/drinks.html").body;
    assert!(
        body.contains("Hot tea was preferred")
            && body.contains(told["page"].as_str().expect("a mark"))
    );
    assert_eq!(lost.next()["page"], first_lost["page"], "another page did not change");
    let line = serving.says("Built again");
    assert!(line.contains(&format!("after {DRINKS}")) && line.contains("changed"), "{line}");
    // A style concerns all pages.
    study.write("templates/style.css", "main { color: red }");
    let styled = page.until(|now| now["loaded"] != told["loaded"]);
    assert_eq!(styled["faults"], first["faults"]);
    assert!(serving.get("/style.css").body.ends_with("main { color: red }"));
}

#[test]
fn an_error_is_told_and_the_last_good_page_stays() {
    let study = Study::fixture("minimal");
    let mut serving = Serving::of(&study, &[]);
    let mut page = serving.events("/drinks.html");
    let first = page.next();
    let good = serving.get("/drinks.html").body;
    study.replace(DRINKS, "people.drink.tea", "people.drink.tee");
    let told = page.until(|told| told["faults"] != first["faults"]);
    assert_eq!(told["page"], first["page"]);
    assert_eq!(told["summary"], "1 error");
    let excerpt = told["faults"][0].as_str().expect("an excerpt");
    for part in [
        "error[unknown-value]: there is no value `people.drink.tee`",
        "content/narrative/drinks.md:5:28",
        "5 | Tea was preferred by {pct}`people.drink.tee` of the",
        "^^^^^^^^^^^^^^^^",
        "did you mean `people.drink.tea`?",
    ] {
        assert!(excerpt.contains(part), "{part} in {excerpt}");
    }
    assert_eq!(serving.get("/drinks.html").body, good);
    study.replace(DRINKS, "people.drink.tee", "people.drink.tea");
    assert_eq!(page.until(|told| told["faults"] == first["faults"])["page"], first["page"]);
    serving.says("Built again");
    // The terminal says what `offprint build` says.
    serving.child.kill().expect("a process");
    let mut said = String::new();
    serving.child.stderr.take().expect("its errors").read_to_string(&mut said).expect("text");
    assert!(said.contains(excerpt), "{excerpt}\nin\n{said}");
    assert!(said.contains("offprint: 1 error; the page stays the last that could be built"));
}

#[test]
fn a_study_that_is_never_right_is_waited_for() {
    let study = Study::fixture("minimal");
    study.replace(DRINKS, "people.drink.tea", "people.drink.<tee>");
    let mut serving = Serving::of(&study, &[]);
    let answer = serving.get("/drinks.html");
    assert_eq!((answer.status, answer.header("Content-Type")), (503, "text/html; charset=utf-8"));
    assert!(answer.body.contains("people.drink.&lt;tee&gt;"), "{}", answer.body);
    let mut page = serving.events("/drinks.html");
    let first = page.next();
    study.replace(DRINKS, "people.drink.<tee>", "people.drink.tea");
    page.until(|told| told["page"] != first["page"]);
    assert_eq!(serving.get("/drinks.html").status, 200);
    serving.says("Built again");
    // A study that is gone for a while, as when another branch is checked out.
    std::fs::rename(study.path("content"), study.path("away")).expect("a folder");
    let gone = page.until(|told| told["faults"][0].is_string());
    assert!(gone["faults"][0].as_str().expect("a text").contains("no study at"), "{gone}");
    std::fs::rename(study.path("away"), study.path("content")).expect("a folder");
    page.until(|told| told["faults"][0].is_null());
}

#[test]
fn both_editions_and_other_formats_are_served_where_asked_for() {
    let study = Study::fixture("corrected");
    let serving = Serving::of(&study, &["--edition", "both", "--formats", "single-file", "--poll"]);
    assert_eq!(serving.get("/as-published/").status, 200);
    let whole = serving.get("/report.html");
    assert_eq!(whole.status, 200);
    let policy =
        whole.body.split("http-equiv=\"Content-Security-Policy\"").nth(1).expect("a policy");
    let policy = policy.split('>').next().expect("its end");
    for directive in
        ["default-src 'none'; ", "style-src 'sha256-", "script-src 'sha256-", "=' 'self'; "]
    {
        assert!(policy.contains(directive), "{directive} in {policy}");
    }
    assert!(policy.contains("form-action 'none'; connect-src 'self'"), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
    assert_eq!(serving.get("/package/datapackage.json").status, 404);
    // The same by reading files over and over.
    let mut page = serving.events("/index.html");
    let first = page.next();
    study.write("templates/style.css", "main { color: red }");
    page.until(|told| told["loaded"] != first["loaded"]);
}

#[test]
fn misuse_is_told() {
    let study = Study::empty();
    run_in(study.folder(), &["serve", "gone", "--port", "0"])
        .exits(2)
        .says("no study at gone: expected a folder that holds content/study.yaml");
    let fixture = Study::fixture("minimal");
    let serving = Serving::of(&fixture, &[]);
    fixture
        .run(&["serve", "--port", serving.port()])
        .exits(2)
        .says(&format!("cannot serve at 127.0.0.1:{}", serving.port()))
        .says("name another port with --port N");
    fixture.run(&["serve", "--host", "example.org"]).exits(2).says("--host");
}

#[cfg(target_os = "linux")]
#[test]
fn ctrl_c_ends_it_well() {
    let study = Study::fixture("minimal");
    let mut serving = Serving::of(&study, &[]);
    let id = serving.child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().expect("kill").success());
    assert_eq!(serving.child.wait().expect("an end").code(), Some(0));
}

#[cfg(target_os = "linux")]
#[test]
fn the_browser_is_opened_where_asked_for() {
    use std::os::unix::fs::PermissionsExt as _;
    let study = Study::fixture("minimal");
    study.write(
        "bin/xdg-open",
        "#!/bin/sh\nprintf %s \"$1\" > opened.part && mv opened.part opened\n",
    );
    let opener = study.path("bin/xdg-open");
    std::fs::set_permissions(&opener, std::fs::Permissions::from_mode(0o755)).expect("a program");
    let mut command = offprint(study.folder());
    let path = std::env::var_os("PATH").unwrap_or_default();
    let with =
        std::env::join_paths([study.path("bin")].into_iter().chain(std::env::split_paths(&path)));
    command.args(["serve", "--port", "0", "--open"]).env("PATH", with.expect("a path"));
    let serving = Serving::started(command);
    let waits = std::time::Instant::now();
    while !study.path("opened").exists() && waits.elapsed() < LONG {
        std::thread::sleep(Duration::from_millis(10));
    }
    assert_eq!(study.read("opened"), format!("http://{}/", serving.host));
}
