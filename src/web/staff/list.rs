// SPDX-License-Identifier: AGPL-3.0-or-later
//! The list of staff: filter and pages in the address.

use super::LIST;
use super::views::{self, LineView};
use crate::operators::staff::{self, Filter, Standing};
use crate::operators::{Administrator, Place};
use crate::web::error::Answer;
use crate::web::page::Page;
use crate::web::routes::Routes;
use crate::web::warnings::Choice;
use actix_web::web::Query;
use serde::{Deserialize, Serialize};

/// What the address may say; anything odd narrows to nobody, and a page beyond the last is empty.
#[derive(Deserialize, Default, Serialize)]
#[serde(default)]
struct Wanted {
    words: String,
    standing: String,
    counter: String,
    page: String,
}

#[derive(Serialize)]
struct ListPage<'a> {
    lines: Vec<LineView>,
    filter: &'a Wanted,
    standings: Vec<Choice>,
    counters: Vec<Choice>,
    number: i64,
    /// Addresses of the page before and after; empty where there is none.
    before: String,
    after: String,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get(LIST, show);
}

async fn show(_: Administrator, page: Page, wanted: Query<Wanted>) -> Answer {
    let number = wanted.page.parse().unwrap_or(1_i64).clamp(1, 10_000);
    let short = |text: &str| text.chars().take(100).collect::<String>();
    let (words, standing, counter) = (short(&wanted.words), short(&wanted.standing), short(&wanted.counter));
    let filter = Filter { words: &words, standing: &standing, counter: &counter };
    let mut conn = page.connection().await?;
    let (lines, more) = staff::list(&mut conn, &filter, number - 1, page.now()).await?;
    let counters = staff::counters(&mut conn).await?;
    let at = |number: i64| {
        let pairs = [("words", words.as_str()), ("standing", &standing), ("counter", &counter)];
        let pairs = pairs.iter().map(|(name, value)| format!("{name}={}", escaped(value)));
        format!("{LIST}?{}&page={number}", pairs.collect::<Vec<_>>().join("&"))
    };
    let view = ListPage {
        lines: lines.iter().map(|line| views::line(page.language(), line, page.now())).collect(),
        filter: &wanted,
        standings: Standing::ALL
            .map(|it| Choice::of(page.language(), it.word(), &format!("staff-standing-{}", it.word())))
            .into(),
        counters: counters
            .iter()
            .map(|place: &Place| Choice::new(&place.code, format!("{} {}", place.code, place.name)))
            .collect(),
        number,
        before: if number > 1 { at(number - 1) } else { String::new() },
        after: if more { at(number + 1) } else { String::new() },
    };
    page.render("staff/list.html", &view)
}

/// A value in an address.
fn escaped(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    text.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::templates::tests::rendered;

    #[test]
    fn the_list_renders_with_and_without_people() {
        let line = || LineView {
            href: "/administration/staff/0193".into(),
            name: "D'Alò <b> Anna".into(),
            username: "anna".into(),
            standing: "ready",
            roles: vec!["Operatore, AN01 Ancona".into()],
        };
        for lines in [vec![line()], vec![]] {
            let view = ListPage {
                lines,
                filter: &Wanted { words: "\"><script>".into(), ..Wanted::default() },
                standings: vec![],
                counters: vec![],
                number: 2,
                before: "/b".into(),
                after: "/a".into(),
            };
            assert!(!rendered("staff/list.html", &view).contains("\"><script>"));
        }
        assert_eq!(escaped("è a&b"), "%C3%A8%20a%26b");
    }
}
