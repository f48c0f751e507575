// SPDX-License-Identifier: AGPL-3.0-or-later
//! A browser as far as the pages need one: cookies, redirects, and forms submitted as the page gives them.

use super::account::Account;
use super::demo::Demo;
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::{Method, Request, StatusCode};
use hyper_util::rt::TokioIo;
use scraper::{ElementRef, Html, Selector};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use tokio::net::TcpStream;

/// An answer, followed to its end.
pub struct Answer {
    pub status: StatusCode,
    pub path: String,
    pub body: Bytes,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The fields of the form that posts to `action` (its path or the end of it), as a browser would send them.
    pub fn form(&self, action: &str) -> Form {
        let page = Html::parse_document(&self.text());
        let all = Selector::parse("form").expect("a selector");
        let form = page.select(&all).find(|form| target(form, &self.path).ends_with(action));
        let form = form.unwrap_or_else(|| panic!("{} has no form to …{action}:\n{}", self.path, self.text()));
        let inputs = Selector::parse("input[name], select[name], textarea[name]").expect("a selector");
        let mut fields = BTreeMap::new();
        for input in form.select(&inputs) {
            let element = input.value();
            let name = element.attr("name").expect("it has a name").to_owned();
            let kind = element.attr("type").unwrap_or("text");
            if matches!(kind, "checkbox" | "radio") && element.attr("checked").is_none() {
                continue;
            }
            let chosen = Selector::parse("option[selected]").expect("a selector");
            let value = match element.name() {
                "select" => input.select(&chosen).next().and_then(|option| option.value().attr("value")),
                _ => element.attr("value"),
            };
            fields.insert(name, value.unwrap_or_default().to_owned());
        }
        let multipart = form.value().attr("enctype") == Some("multipart/form-data");
        Form { action: target(&form, &self.path), fields, multipart }
    }
}

fn target(form: &ElementRef, path: &str) -> String {
    form.value().attr("action").filter(|action| !action.is_empty()).unwrap_or(path).to_owned()
}

/// A form while it is being filled in.
pub struct Form {
    action: String,
    fields: BTreeMap<String, String>,
    /// Whether it takes files.
    multipart: bool,
}

impl Form {
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.fields.insert(name.to_owned(), value.into());
        self
    }

    fn body(&self) -> Body {
        let pairs: Vec<String> =
            self.fields.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
        Body { kind: "application/x-www-form-urlencoded".to_owned(), bytes: pairs.join("&").into() }
    }

    /// Where it posts to.
    pub fn action(&self) -> &str {
        &self.action
    }
}

/// What a request carries.
struct Body {
    kind: String,
    bytes: Bytes,
}

/// One browser.
pub struct Visitor {
    address: SocketAddr,
    connection: SendRequest<Full<Bytes>>,
    used: Instant,
    cookies: BTreeMap<String, String>,
    pub account: Account,
    /// The holder's page of this operator's last case.
    pub last_holder: Option<String>,
    /// Cases done.
    pub served: usize,
}

impl Visitor {
    pub async fn new(address: SocketAddr, account: Account) -> Self {
        Self {
            address,
            connection: connect(address).await,
            used: Instant::now(),
            cookies: BTreeMap::new(),
            account,
            last_holder: None,
            served: 0,
        }
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.ask(Method::GET, path, None).await
    }

    pub async fn submit(&mut self, form: Form) -> Answer {
        self.ask(Method::POST, &form.action, Some(form.body())).await
    }

    /// The same without following where the answer leads: the place, and how long the answer took.
    pub async fn post(&mut self, form: Form) -> (String, Duration) {
        let began = Instant::now();
        match self.once(&Method::POST, &form.action, Some(form.body())).await {
            Err(place) => (place, began.elapsed()),
            Ok(page) => panic!("{} {} leads nowhere:\n{}", page.status, form.action, page.text()),
        }
    }

    /// A form that takes files, as `multipart/form-data`, with at most one file; the token stands first, as in the page.
    pub async fn send(&mut self, form: Form, file: Option<(&str, &[u8])>) -> Answer {
        const BOUNDARY: &str = "----a-boundary-of-the-benchmark";
        if !form.multipart {
            return self.submit(form).await;
        }
        let mut body = Vec::new();
        let first = form.fields.iter().filter(|(name, _)| *name == "csrf");
        for (name, value) in first.chain(form.fields.iter().filter(|(name, _)| *name != "csrf")) {
            let head = format!("--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n");
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(value.as_bytes());
            body.extend_from_slice(b"\r\n");
        }
        if let Some((name, bytes)) = file {
            let head = format!(
                "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{name}\"; filename=\"pagina.jpg\"\r\n\
                 content-type: image/jpeg\r\n\r\n"
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        self.ask(Method::POST, &form.action, Some(Body { kind, bytes: body.into() })).await
    }

    async fn ask(&mut self, method: Method, path: &str, body: Option<Body>) -> Answer {
        let (mut method, mut path, mut body) = (method, path.to_owned(), body);
        for _ in 0..8 {
            let answer = self.once(&method, &path, body.take()).await;
            match answer {
                Ok(answer) => return answer,
                Err(location) => {
                    path = location;
                    method = Method::GET;
                }
            }
        }
        panic!("{path} redirects for ever");
    }

    /// One request; `Err` is where a redirect leads.
    async fn once(&mut self, method: &Method, path: &str, body: Option<Body>) -> Result<Answer, String> {
        // the pages close a connection that nothing came over for five seconds, perhaps in this very moment
        if self.connection.is_closed() || self.used.elapsed() > Duration::from_secs(2) {
            self.connection = connect(self.address).await;
        }
        self.used = Instant::now();
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let origin = format!("http://{}", self.address);
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", self.address.to_string())
            .header("cookie", cookies.join("; "))
            .header("accept-language", "it");
        if let Some(body) = &body {
            request = request
                .header("content-type", &body.kind)
                .header("origin", origin)
                .header("sec-fetch-site", "same-origin");
        }
        let request =
            request.body(Full::new(body.map(|body| body.bytes).unwrap_or_default())).expect("a request");
        let answer = self.connection.send_request(request).await.expect("the web process answers");
        let (head, body) = answer.into_parts();
        for cookie in head.headers.get_all("set-cookie") {
            let pair = cookie.to_str().expect("text").split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let body = body.collect().await.expect("the whole answer").to_bytes();
        if head.status.is_redirection() {
            let location =
                head.headers.get("location").expect("a redirect has a place").to_str().expect("text");
            return Err(location.to_owned());
        }
        assert!(!head.status.is_server_error(), "{method} {path}: {} {:?}", head.status, body);
        Ok(Answer {
            status: head.status,
            path: path.split(['?', '#']).next().unwrap_or(path).to_owned(),
            body,
        })
    }
}

async fn connect(address: SocketAddr) -> SendRequest<Full<Bytes>> {
    let stream = TcpStream::connect(address).await.expect("the web process listens");
    stream.set_nodelay(true).expect("a socket option");
    let (sender, connection) = handshake(TokioIo::new(stream)).await.expect("HTTP");
    tokio::spawn(connection);
    sender
}

/// A text as `application/x-www-form-urlencoded` writes it.
fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
            b' ' => "+".to_owned(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

/// Signs every account in: password, then one-time code.
pub async fn sign_in_all(demo: &Demo, accounts: Vec<Account>) -> Vec<Visitor> {
    let mut staff = Vec::new();
    for account in accounts {
        let mut visitor = Visitor::new(demo.address, account).await;
        let page = visitor.get("/sign-in").await;
        let form = page.form("/sign-in");
        let form =
            form.with("username", &*visitor.account.username).with("password", &*visitor.account.password);
        let page = visitor.submit(form).await;
        let code = visitor.account.code().await;
        let page = visitor.submit(page.form("code").with("totp", code)).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());
        staff.push(visitor);
    }
    staff
}
