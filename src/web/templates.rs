// SPDX-License-Identifier: AGPL-3.0-or-later
//! The templates: compiled once at start, one engine per language, so that `t(key="…")` needs nothing from the page.

use crate::texts::{self, Language};
use rust_embed::RustEmbed;
use std::borrow::Cow;
use std::collections::HashMap;
use tera::{Context, Kwargs, State, Tera, Value};

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/templates"]
#[include = "**/*.html"]
#[exclude = "mail/*"]
struct Files;

/// A template that is broken: found at start, never by a reader.
#[derive(Debug, thiserror::Error)]
#[error("a template does not compile: {0}")]
pub struct TemplateError(tera::Error);

/// Every template, ready to render in Italian and English.
pub(super) struct Templates {
    italian: Tera,
    english: Tera,
}

impl Templates {
    /// `assets` is the version of the static files, a part of their addresses.
    pub(super) fn load(assets: &str) -> Result<Self, TemplateError> {
        let files: Vec<(String, String)> = Files::iter()
            .filter_map(|name| {
                let file = Files::get(&name)?;
                Some((name.into_owned(), String::from_utf8_lossy(&file.data).into_owned()))
            })
            .collect();
        let engine = |language| -> Result<Tera, tera::Error> {
            let mut tera = Tera::new();
            tera.autoescape_on([".html"]);
            tera.register_function("t", move |arguments: Kwargs, _: &State| translate(language, &arguments));
            let base = format!("/static/{assets}/");
            tera.register_function("asset", move |arguments: Kwargs, _: &State| {
                arguments.must_get::<&str>("path").map(|path| format!("{base}{path}"))
            });
            tera.add_raw_templates(files.iter().map(|(name, text)| (name.as_str(), text.as_str())))?;
            Ok(tera)
        };
        Ok(Self {
            italian: engine(Language::Italian).map_err(TemplateError)?,
            english: engine(Language::English).map_err(TemplateError)?,
        })
    }

    /// The page, in the language of pages nearest to the one asked for.
    pub(super) fn render(
        &self,
        language: Language,
        template: &str,
        context: &Context,
    ) -> Result<String, tera::Error> {
        let engine = match language.of_pages() {
            Language::Italian => &self.italian,
            _ => &self.english,
        };
        engine.render(template, context)
    }

    /// The names of all templates.
    #[cfg(test)]
    pub(super) fn names(&self) -> Vec<&str> {
        self.italian.get_template_names().collect()
    }
}

/// `t(key="case-opened", protocol=case.protocol)`: the text of a key with its arguments; numbers stay numbers, so that
/// plurals work.
fn translate(language: Language, arguments: &Kwargs) -> tera::TeraResult<String> {
    let key = arguments.must_get::<&str>("key")?;
    let mut named: HashMap<Cow<'static, str>, texts::FluentValue<'_>> = HashMap::new();
    for (name, value) in arguments.iter() {
        let name = name.to_string();
        if name != "key" {
            named.insert(Cow::Owned(name), fluent(value));
        }
    }
    Ok(texts::text_named(language, key, &named))
}

fn fluent(value: &Value) -> texts::FluentValue<'static> {
    match i64::try_from(value.clone()) {
        Ok(number) if !value.is_string() => number.into(),
        _ => value.to_string().into(),
    }
}

#[cfg(test)]
#[path = "templates_tests.rs"]
pub(super) mod tests;
