// SPDX-License-Identifier: AGPL-3.0-or-later
use super::*;
use serde::Serialize;
use serde_json::json;

/// Renders a template in both languages, with and without a session and errors, and gives the Italian page. Each
/// `web/<noun>.rs` calls this in a test with its own typed contexts.
pub(in crate::web) fn rendered(template: &str, context: &impl Serialize) -> String {
    render(&Templates::load("test").expect("templates compile"), template, context)
}

/// The same for a template that is no file.
fn rendered_text(text: &str) -> String {
    let mut templates = Templates::load("test").expect("templates compile");
    for engine in [&mut templates.italian, &mut templates.english] {
        engine.add_raw_template("sample.html", text).expect("the sample compiles");
    }
    render(&templates, "sample.html", &json!({}))
}

fn render(templates: &Templates, template: &str, context: &impl Serialize) -> String {
    let mut page = String::new();
    for signed_in in [
        None,
        Some(json!({"name": "Anna D'Alò", "place_code": "AN01", "place_name": "Ancona <centro>",
        "operates": true, "supervises": true, "administrates": false, "ends_in": 900, "announced": 120})),
    ] {
        for language in [Language::English, Language::Italian] {
            let mut whole = Context::from_serialize(context).expect("a context is a struct");
            whole.insert("errors", &json!({"list": [{"field": "sample", "message": "Sample"}], "by_field": {"sample": "Sample"}}));
            whole.insert(
                "page",
                &json!({"language": language.code(), "csrf": "token", "path": "/", "region": "Regione",
                "region_url": "/", "version": "0", "notice": null, "signed_in": signed_in,
                "links": {"legal_notes": "/l", "privacy": "/p", "accessibility": "/a", "source": "/s"}}),
            );
            page = templates
                .render(language, template, &whole)
                .unwrap_or_else(|error| panic!("{template}: {error:?}"));
            let missing = page
                .split('[')
                .skip(1)
                .find(|rest| rest.split_once(']').is_some_and(|(key, _)| texts_like(key)));
            assert!(missing.is_none(), "{template}: a text is missing: {missing:?}");
            assert!(!page.contains("style=") && !page.contains("onclick"), "{template}: something is inline");
        }
    }
    page
}

fn texts_like(key: &str) -> bool {
    key.contains('-') && key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

#[test]
fn values_are_escaped_and_numbers_choose_their_plural() {
    let mut templates = Templates::load("test").unwrap();
    let text =
        r#"{{ name }} {{ t(key="shell-errors-title", count=1) }} {{ t(key="shell-errors-title", count=n) }}"#;
    templates.italian.add_raw_template("x.html", text).unwrap();
    let mut context = Context::new();
    context.insert("name", "<script>");
    context.insert("n", &3);
    assert_eq!(
        templates.render(Language::Italian, "x.html", &context).unwrap(),
        "&lt;script&gt; C’è un campo da correggere Ci sono 3 campi da correggere"
    );
}

#[test]
fn every_template_is_named_by_a_page() {
    let sources = crate::web::tests::sources();
    let templates = Templates::load("test").unwrap();
    for name in templates.names() {
        let shared = name == "layout.html" || name.starts_with("components/");
        assert!(shared || sources.contains(&format!("\"{name}\"")), "{name} is used by no page");
    }
}

#[test]
fn every_component_renders_with_every_argument() {
    let text = include_str!("components_sample.html");
    let shared =
        ["components/fields.html", "components/page.html"].map(|name| Files::get(name).unwrap().data);
    let shared = shared.map(|data| String::from_utf8(data.into_owned()).unwrap()).concat();
    for name in shared.split("{% component ").skip(1).filter_map(|rest| rest.split('(').next()) {
        let inside = ["errors.summary", "field.error", "field.described"].contains(&name);
        assert!(inside || text.contains(&format!("<{name}")), "{name} is not in the sample");
    }
    let page = rendered_text(text);
    for kept in ["D&#39;Alò &lt;b&gt;", "riga &lt;1&gt;", "<strong>cognome</strong>"] {
        assert!(page.contains(kept), "{kept}:\n{page}");
    }
}
