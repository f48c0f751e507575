// SPDX-License-Identifier: AGPL-3.0-or-later
//! Statements that a connection keeps prepared although diesel would prepare them anew each time: updates, and those with words
//! of SQL in them. Their text is always one of a few, written in this program; it is what they are found again by. Preparing
//! costs a round trip and a plan, more than the statement itself.

use diesel::pg::Pg;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::result::QueryResult;

/// A statement whose text does not depend on what anybody typed: values are bound, and lists are one value.
pub trait Keep: Sized {
    /// The same statement, prepared once for each connection.
    fn kept(self) -> Kept<Self> {
        Kept(self)
    }
}

impl<T> Keep for T {}

/// See [`Keep::kept`].
pub struct Kept<T>(T);

impl<T> QueryId for Kept<T> {
    type QueryId = ();
    // found by its text
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<T: Query> Query for Kept<T> {
    type SqlType = T::SqlType;
}

impl<T: QueryFragment<Pg>> QueryFragment<Pg> for Kept<T> {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        self.0.walk_ast(out)
    }

    fn is_safe_to_cache_prepared(&self, _: &Pg) -> QueryResult<bool> {
        Ok(true)
    }
}
