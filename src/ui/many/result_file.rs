//! The file of results: one line a row. It has the tokens only after a warning.

use leptos::prelude::*;

use crate::domain::bulk::report::csv;
use crate::domain::many::run::row::RowState;
use crate::platform::files::download;
use crate::ui::kit::dialog::{DialogKeys, dialog};
use crate::ui::kit::element::El;
use crate::ui::kit::i18n::{key, t};
use crate::ui::many::page::ManyScreen;
use crate::ui::many::words;

pub(super) fn tokens_dialog(screen: ManyScreen) -> El {
    let keys = DialogKeys {
        title: key!("many.file.title"),
        confirm: key!("many.file.confirm"),
        dismiss: key!("common.cancel"),
    };
    let body = Signal::derive(|| t(key!("many.file.body")));
    dialog(
        move || screen.is_saving_tokens.get(),
        keys,
        body,
        move |is_confirmed| {
            screen.is_saving_tokens.set(false);
            if is_confirmed {
                save(screen, true);
            }
        },
    )
}

pub(super) fn save(screen: ManyScreen, has_tokens: bool) {
    let desk = screen.desk;
    let server = desk.server();
    let mut heads = vec![
        t(key!("instances.file.server")),
        t(key!("instances.file.name")),
        t(key!("many.file.state")),
        t(key!("instances.file.result")),
    ];
    if has_tokens {
        heads.push(t(key!("many.file.token")));
    }
    let label = server.as_ref().map(|server| server.label.clone()).unwrap_or_default();
    let mut rows = vec![heads];
    desk.batch.with_untracked(|batch| {
        desk.run.with_untracked(|run| {
            desk.check.with_untracked(|check| {
                for (place, row) in batch.rows().iter().enumerate() {
                    let of_run = run.and_then(|run| run.row(row.id));
                    let problems: Vec<_> = check.problems(place).cloned().collect();
                    let state = of_run.map(|row| &row.state);
                    let id = match state {
                        Some(RowState::Ended(outcome)) => outcome.id(),
                        Some(RowState::Skipped) | None => "not_sent",
                        Some(_) => "open",
                    };
                    let plan = check.plan(place);
                    let said = words::row(state, &problems, plan, server.as_ref());
                    let mut line = vec![label.clone(), row.name().to_owned(), id.to_owned(), said];
                    if has_tokens {
                        let token = of_run.and_then(|row| row.token.as_ref());
                        line.push(token.map(|it| it.reveal().to_owned()).unwrap_or_default());
                    }
                    rows.push(line);
                }
            });
        });
    });
    let lines = rows.iter().map(|row| row.iter().map(String::as_str).collect());
    download::text(&csv(lines), "created.csv");
}
