// SPDX-License-Identifier: AGPL-3.0-or-later
//! The worker process: mail and timed jobs.
