// SPDX-License-Identifier: AGPL-3.0-or-later
//! The session while it lasts: the counter chosen, staying, locking, signing out.

use super::access::Anyone;
use super::error::{Answer, PageError};
use super::form::{Button, FieldErrors, Form, Pairs};
use super::page::Page;
use super::routes::Routes;
use super::{dates, parking, sign_in};
use crate::ids::CounterId;
use crate::operators::{self, ChoiceError, Password, Session, SignedIn, Step, UnlockError};
use actix_web::web::Query;
use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use validator::Validate;

#[derive(Serialize)]
struct Left {
    /// Whole seconds until the session ends if nothing is done.
    ends_in: i64,
}

#[derive(Deserialize, Validate)]
struct Stay {
    back: String,
}

/// What a script found typed and not sent when the browser was locked; empty without a script.
#[derive(Deserialize, Validate)]
struct LockForm {
    kept_path: String,
    /// As the form would have sent it.
    kept_fields: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Wanted {
    next: String,
}

#[derive(Deserialize, Validate)]
struct UnlockForm {
    #[validate(length(min = 1, code = "sign-in-password-needed"))]
    password: String,
    next: String,
}

#[derive(Serialize)]
struct LockedPage<'a> {
    name: String,
    since: String,
    next: &'a str,
}

#[derive(Deserialize, Validate)]
struct CounterForm {
    #[validate(length(min = 1, code = "session-counter-needed"))]
    counter: String,
}

#[derive(Serialize)]
struct CounterPage {
    places: Vec<PlaceView>,
    chosen: String,
}

#[derive(Serialize)]
struct PlaceView {
    value: CounterId,
    label: String,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.poll("/session", left);
    routes.post("/session/stay", stay);
    routes.post("/session/lock", lock);
    routes.get("/session/locked", ask_password);
    routes.post("/session/locked", unlock);
    routes.get("/session/counter", ask_counter);
    routes.post("/session/counter", choose);
    routes.post("/session/end", end);
}

async fn left(signed_in: SignedIn, page: Page) -> Answer {
    Ok(HttpResponse::Ok().json(Left { ends_in: page.ends_in(signed_in.session()) }))
}

/// Having come here the session has been noted as used; a script wants to know until when, a browser its page.
async fn stay(signed_in: SignedIn, form: Form<Stay>, page: Page, req: HttpRequest) -> Answer {
    let script = req.headers().get("accept").is_some_and(|kinds| kinds.as_bytes() == b"application/json");
    if script {
        return Ok(HttpResponse::Ok().json(Left { ends_in: page.ends_in(signed_in.session()) }));
    }
    page.see(super::local_path(&form.back).to_owned())
}

async fn lock(signed_in: SignedIn, form: Form<LockForm>, page: Page) -> Answer {
    let path = super::local_path(&form.kept_path);
    if let Some(pairs) = Pairs::parse(form.kept_fields.as_bytes()) {
        parking::keep(&page.app, page.visitor(), path, &pairs, signed_in.id()).await?;
    }
    operators::lock(page.app.tools(), signed_in.session(), page.now()).await?;
    page.see("/session/locked")
}

async fn ask_password(anyone: Anyone, page: Page, wanted: Query<Wanted>) -> Answer {
    match locked(&anyone)? {
        Some(session) => page.render("session/locked.html", &locked_page(session, &wanted.next)),
        None => page.see("/"),
    }
}

/// The session, where it is locked; none where it is open.
fn locked(anyone: &Anyone) -> Result<Option<&Arc<Session>>, PageError> {
    let session = anyone.session.as_ref().filter(|session| session.step() == Step::Full);
    let session = session.ok_or(PageError::SignInFirst)?;
    Ok(session.is_locked().then_some(session))
}

fn locked_page<'a>(session: &Session, next: &'a str) -> LockedPage<'a> {
    LockedPage { name: session.full_name(), since: dates::time_of_day(session.seen_at()), next }
}

async fn unlock(anyone: Anyone, form: Form<UnlockForm>, page: Page) -> Answer {
    let Some(session) = locked(&anyone)? else { return page.see("/") };
    let again = |errors| page.invalid("session/locked.html", &locked_page(session, &form.next), &errors);
    if let Err(errors) = form.check() {
        return again(errors);
    }
    match operators::unlock(page.app.tools(), session, Password::typed(&form.password), page.now()).await {
        Ok(()) if parking::waits(&page, session.operator_id()).await? => page.see(parking::PAGE),
        Ok(()) => page.see(super::local_path(&form.next).to_owned()),
        Err(UnlockError::Wrong) => again(FieldErrors::of("password", "session-password-wrong")),
        Err(UnlockError::Ended) => page.see_with("/sign-in", "notice-session-ended"),
        Err(UnlockError::Broken(breakage)) => Err(breakage.into()),
    }
}

async fn ask_counter(signed_in: SignedIn, page: Page) -> Answer {
    page.render("session/counter.html", &counter_page(&signed_in, &page).await?)
}

async fn counter_page(signed_in: &SignedIn, page: &Page) -> Result<CounterPage, PageError> {
    let mut conn = page.connection().await?;
    let places = operators::places(&mut conn, signed_in.session(), page.now()).await?;
    let view = |place: operators::Place| PlaceView {
        value: place.id,
        label: format!("{} {}", place.code, place.name),
    };
    let chosen = signed_in.session().place().map(|place| place.id.to_string()).unwrap_or_default();
    Ok(CounterPage { places: places.into_iter().map(view).collect(), chosen })
}

async fn choose(signed_in: SignedIn, form: Form<CounterForm>, page: Page) -> Answer {
    if let Err(errors) = form.check() {
        return page.invalid("session/counter.html", &counter_page(&signed_in, &page).await?, &errors);
    }
    let counter: CounterId = form.counter.parse().map_err(|_| PageError::Unreadable)?;
    match operators::choose_counter(page.app.tools(), signed_in.session(), counter, page.now()).await {
        Ok(key) => sign_in::to(&page, &key, "/".to_owned()),
        Err(ChoiceError::NotTheirs) => Err(PageError::Forbidden),
        Err(ChoiceError::Broken(breakage)) => Err(breakage.into()),
    }
}

async fn end(signed_in: Anyone, _: Form<Button>, page: Page) -> Answer {
    if let Some(session) = &signed_in.session {
        operators::sign_out(page.app.tools(), session, page.now()).await?;
    }
    let mut answer = page.see_with("/sign-in", "notice-signed-out")?;
    let key = operators::SessionKey::generate();
    answer
        .add_cookie(&super::cookies::session(&page.app.settings, &key))
        .map_err(crate::db::Breakage::new)?;
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::templates::tests::rendered;

    #[test]
    fn locked_page_and_choice_of_counter_render() {
        rendered("session/locked.html", &LockedPage { name: "A".into(), since: "10:00".into(), next: "/" });
        let id = CounterId::new(chrono::Utc::now());
        let places = vec![PlaceView { value: id, label: "AN01 <Ancona>".into() }];
        let page = rendered("session/counter.html", &CounterPage { places, chosen: id.to_string() });
        assert!(page.contains("AN01 &lt;Ancona&gt;") && page.contains("checked"), "{page}");
    }
}
