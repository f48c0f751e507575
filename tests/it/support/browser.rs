// SPDX-License-Identifier: AGPL-3.0-or-later
//! A browser without a screen: a cookie jar, and forms sent as the page gives them.

use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::{HeaderMap, Method, Request};
use hyper_util::rt::TokioIo;
use scraper::{ElementRef, Html, Selector};
use std::collections::BTreeMap;
use std::net::SocketAddr;

/// A browser and the page it shows.
pub struct Browser {
    address: SocketAddr,
    /// Cookies by name.
    pub jar: BTreeMap<String, String>,
    /// Where a reverse proxy says that this browser is; empty without one.
    pub forwarded_for: String,
    path: String,
    status: u16,
    headers: HeaderMap,
    body: Bytes,
}

/// What a server answered, before any redirect is followed.
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

fn selector(css: &str) -> Selector {
    Selector::parse(css).unwrap_or_else(|error| panic!("{css}: {error}"))
}

impl Browser {
    pub fn new(address: SocketAddr) -> Self {
        let (jar, headers) = (BTreeMap::new(), HeaderMap::new());
        Self {
            address,
            jar,
            forwarded_for: String::new(),
            path: String::new(),
            status: 0,
            headers,
            body: Bytes::new(),
        }
    }

    /// Opens a page and follows where it leads.
    pub async fn open(&mut self, path: &str) -> &mut Self {
        self.go(Method::GET, path.to_owned(), Vec::new()).await;
        self
    }

    /// Presses the button of that text, in the form that it belongs to, after filling fields of that form. Everything else
    /// is sent as the page gave it. A field that the form does not have is a failure of the test.
    pub async fn press(&mut self, button: &str, filled: &[(&str, &str)]) -> &mut Self {
        let (action, fields) = self.form(button, filled);
        self.go(Method::POST, action, encode(&fields)).await;
        self
    }

    /// The same with files, as a browser sends a form that takes them.
    pub async fn attach(
        &mut self,
        button: &str,
        filled: &[(&str, &str)],
        files: &[(&str, &[u8])],
    ) -> &mut Self {
        let (action, body) = self.with_files(button, filled, files);
        let answer = self.send_files(&action, &body).await;
        self.path = action;
        (self.status, self.headers, self.body) = (answer.status, answer.headers, answer.body);
        if let Some(next) = self.headers.get("location") {
            let next = next.to_str().unwrap().to_owned();
            self.go(Method::GET, next, Vec::new()).await;
        }
        self
    }

    /// Where and what [`attach`](Self::attach) would send.
    pub fn with_files(
        &self,
        button: &str,
        filled: &[(&str, &str)],
        files: &[(&str, &[u8])],
    ) -> (String, Vec<u8>) {
        let (action, mut fields) = self.form(button, filled);
        fields.retain(|(name, _)| name != "files");
        let of_button = |(name, _): &(String, String)| ["act", "remove"].contains(&name.as_str());
        let (after, before): (Vec<_>, Vec<_>) = fields.into_iter().partition(of_button);
        (action, super::files::multipart(&before, files, &after))
    }

    /// Sends a body with files; nothing is followed.
    pub async fn send_files(&mut self, action: &str, body: &[u8]) -> Answer {
        let headers = super::files::headers();
        let headers = headers.each_ref().map(|(name, value)| (*name, value.as_str()));
        self.send_with(Method::POST, action, body, &headers).await
    }

    /// Where and what [`press`](Self::press) would send.
    pub fn form(&self, button: &str, filled: &[(&str, &str)]) -> (String, Vec<(String, String)>) {
        let html = self.html();
        let buttons = selector("form button, form input[type=submit]");
        let pressed = html
            .select(&buttons)
            .find(|found| words(found) == button || found.value().attr("value") == Some(button))
            .unwrap_or_else(|| panic!("no button {button:?} on {}:\n{}", self.path, self.text()));
        let form = pressed
            .ancestors()
            .filter_map(ElementRef::wrap)
            .find(|element| element.value().name() == "form")
            .expect("a button stands in a form");
        let action = pressed.value().attr("formaction").or(form.value().attr("action")).unwrap_or(&self.path);
        let mut fields = controls(form);
        for (name, value) in filled {
            let known = has_control(form, name);
            assert!(known, "the form of {button:?} on {} has no field {name:?}", self.path);
            fields.retain(|(field, _)| field != name);
            fields.push(((*name).to_owned(), (*value).to_owned()));
        }
        if let Some(name) = pressed.value().attr("name") {
            fields.push((name.to_owned(), pressed.value().attr("value").unwrap_or_default().to_owned()));
        }
        (action.to_owned(), fields)
    }

    async fn go(&mut self, mut method: Method, mut path: String, mut body: Vec<u8>) {
        for _ in 0..10 {
            let answer = self.send(method.clone(), &path, &body).await;
            self.path = path;
            (self.status, self.headers, self.body) = (answer.status, answer.headers, answer.body);
            let Some(next) = self.headers.get("location") else { return };
            path = next.to_str().unwrap().to_owned();
            if self.status != 307 {
                (method, body) = (Method::GET, Vec::new());
            }
        }
        panic!("ten redirects, the last to {path}");
    }

    /// One request with this browser's cookies, as from one of our pages; nothing is followed.
    pub async fn send(&mut self, method: Method, path: &str, body: &[u8]) -> Answer {
        self.send_with(method, path, body, &[("sec-fetch-site", "same-origin")]).await
    }

    /// One request with headers of the test's own.
    pub async fn send_with(
        &mut self,
        method: Method,
        path: &str,
        body: &[u8],
        headers: &[(&str, &str)],
    ) -> Answer {
        self.try_send(method, path, body, headers).await.unwrap()
    }

    /// The same where the server may be killed meanwhile: an error where the line was cut, or nobody listened.
    pub async fn try_send(
        &mut self,
        method: Method,
        path: &str,
        body: &[u8],
        headers: &[(&str, &str)],
    ) -> Result<Answer, Box<dyn std::error::Error + Send + Sync>> {
        let cookies: Vec<String> = self.jar.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", self.address.to_string())
            .header("cookie", cookies.join("; "));
        if headers.iter().all(|(name, _)| *name != "content-type") {
            request = request.header("content-type", "application/x-www-form-urlencoded");
        }
        if !self.forwarded_for.is_empty() {
            request = request.header("x-forwarded-for", &self.forwarded_for);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Full::new(Bytes::copy_from_slice(body))).unwrap();
        let stream = tokio::net::TcpStream::connect(self.address).await?;
        let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
        let connection = tokio::spawn(connection);
        let response = sender.send_request(request).await?;
        let (parts, body) = response.into_parts();
        let body = body.collect().await?.to_bytes();
        drop(sender);
        connection.await?.ok();
        for cookie in parts.headers.get_all("set-cookie") {
            self.keep(cookie.to_str()?);
        }
        Ok(Answer { status: parts.status.as_u16(), headers: parts.headers, body })
    }

    fn keep(&mut self, cookie: &str) {
        let (pair, rest) = cookie.split_once(';').unwrap_or((cookie, ""));
        let (name, value) = pair.split_once('=').unwrap();
        if rest.contains("Max-Age=0") {
            self.jar.remove(name);
        } else {
            self.jar.insert(name.to_owned(), value.to_owned());
        }
    }

    pub fn status(&self) -> u16 {
        self.status
    }

    /// The path of the page shown, after redirects.
    pub fn path(&self) -> &str {
        &self.path
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The body as bytes: a paper.
    pub fn bytes(&self) -> &Bytes {
        &self.body
    }

    /// The page's source.
    pub fn source(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn html(&self) -> Html {
        Html::parse_document(&self.source())
    }

    /// The words of the page's main part, blanks made one.
    pub fn text(&self) -> String {
        self.words_of("main")
    }

    /// The words of the first element that fits, blanks made one; empty where there is none.
    pub fn words_of(&self, css: &str) -> String {
        self.html().select(&selector(css)).next().map(|element| words(&element)).unwrap_or_default()
    }

    /// The attribute of the first element that fits.
    pub fn attribute(&self, css: &str, name: &str) -> String {
        let html = self.html();
        let element = html.select(&selector(css)).next();
        let element = element.unwrap_or_else(|| panic!("nothing fits {css} on {}", self.path));
        element.value().attr(name).unwrap_or_default().to_owned()
    }

    /// How many elements fit.
    pub fn count(&self, css: &str) -> usize {
        self.html().select(&selector(css)).count()
    }

    /// Fails where the page does not say this.
    #[track_caller]
    pub fn says(&self, what: &str) -> &Self {
        assert!(
            self.text().contains(what),
            "{} ({}) does not say {what:?}:\n{}",
            self.path,
            self.status,
            self.text()
        );
        self
    }
}

/// Encodes pairs as a form's body.
pub fn encode(fields: &[(String, String)]) -> Vec<u8> {
    let escaped = |text: &str| -> String {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
        text.bytes()
            .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
            .collect()
    };
    let pairs: Vec<_> =
        fields.iter().map(|(name, value)| format!("{}={}", escaped(name), escaped(value))).collect();
    pairs.join("&").into_bytes()
}

fn words(element: &ElementRef<'_>) -> String {
    element.text().collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn has_control(form: ElementRef<'_>, name: &str) -> bool {
    form.select(&selector("input, select, textarea"))
        .any(|control| control.value().attr("name") == Some(name))
}

/// The fields of a form as the page gives them, in its order.
fn controls(form: ElementRef<'_>) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for control in form.select(&selector("input, select, textarea")) {
        let element = control.value();
        let Some(name) = element.attr("name").filter(|_| element.attr("disabled").is_none()) else {
            continue;
        };
        let value = match (element.name(), element.attr("type").unwrap_or("text")) {
            ("input", "checkbox" | "radio") if element.attr("checked").is_none() => None,
            ("input", "checkbox" | "radio") => Some(element.attr("value").unwrap_or("on").to_owned()),
            ("input", "submit" | "button") => None,
            ("input", _) => Some(element.attr("value").unwrap_or_default().to_owned()),
            ("textarea", _) => Some(control.text().collect::<String>().trim_start_matches('\n').to_owned()),
            _ => {
                let chosen = control.select(&selector("option[selected]")).next();
                let option = chosen.or_else(|| control.select(&selector("option")).next());
                option.map(|option| option.value().attr("value").unwrap_or_default().to_owned())
            }
        };
        fields.extend(value.map(|value| (name.to_owned(), value)));
    }
    fields
}
