//! Texts whose parts might make each other slow.

/// Texts of the full size whose parts make each other slow: something that is defined once and named
/// again and again, and ends that are looked for in vain.
pub(super) fn pairs(size: usize) -> Vec<(&'static str, String)> {
    let half = size / 2;
    let times = |piece: &str, size: usize| piece.repeat(size / piece.len());
    let long = "x".repeat(half);
    let value = "x".repeat(1_999.min(half));
    let members = times("a:1,", half);
    let create = "https://a.test/instance/create";
    let post = format!("fetch('{create}',{{body:b}});\n");
    vec![
        (
            "many loops over many numbers",
            times(
                "for a in {1..19999}; do curl $a; done\nfor a in $(seq 1 19999); do X=$a; done\n",
                size,
            ),
        ),
        ("loops that are never closed", times("for a in {1..9999} b{1..9999}; do curl $a\n", size)),
        (
            "deep loops",
            format!("{}curl {create}\n{}", "for n in a b c; do\n".repeat(40), times("x\n", size)),
        ),
        (
            "loops inside loops",
            format!(
                "for a in {{1..9000}}; do for b in {{1..9000}}; do curl $a {}; done; done",
                times("x ", size)
            ),
        ),
        (
            "lines of a loop",
            format!(
                "while read a; do curl $a {}; done <<E\n{}E\n",
                times("x ", half),
                times("a\n", half)
            ),
        ),
        (
            "functions that call each other",
            format!(
                "f() {{ curl {create} -d {{}}; }}\n{}",
                times("g() { f; f; f; }\nf() { g; g; g; }\nf\n", size)
            ),
        ),
        (
            "places of an array",
            format!("A=({})\n{}", times("[a]=b ", half), times("curl ${A[b]}\n", half)),
        ),
        ("marks of here-documents in a line", times("curl <<a ", size)),
        (
            "holes in a text",
            format!("curl ^\n {create} -d \"{{\\\"a\\\":\\\"{}\\\"}}\"", times("%A%b", size)),
        ),
        ("holes in a command", format!("irm -x\nwsl (\"curl \" {})", times("+ x + \"b\"", size))),
        (
            "here-documents of PHP that do not end",
            (0..size / 14).map(|n| format!("$a = <<<A{n}\n")).collect::<String>() + "<?php",
        ),
        (
            "headers of one call",
            format!("{}fetch('{create}', {{body: b}})", times("h.append('apikey','a');\n", size)),
        ),
        (
            "a value of many headers",
            format!("const v = '{long}';\n{}", times("h.append('apikey', v);\n", half)),
        ),
        (
            "a value of many steps",
            format!(
                "{{\"info\":{{\"schema\":\"postman\"}},\"item\":[{{\"request\":{{\"url\":{{\"raw\":\"https://a.test{}\",\
                 \"variable\":[{{\"key\":\"a\",\"value\":\"{long}\"}}]}}}}}}]}}",
                times("/:a", half)
            ),
        ),
        (
            "many steps with many values",
            format!(
                "{{\"info\":{{\"schema\":\"postman\"}},\"item\":[{{\"request\":{{\"url\":{{\"raw\":\"https://a.test{}\",\
                 \"variable\":[{}]}}}}}}]}}",
                times("/:a", half),
                times("{\"key\":\"b\",\"value\":\"\"},", half)
            ),
        ),
        (
            "substitutions that do not end",
            times(&format!("cat <<E\n{}\nE\n", "$(".repeat(300)), size),
        ),
        (
            "variables and substitutions",
            format!(
                "{}{}",
                (0..half / 8).map(|n| format!("v{n}=1\n")).collect::<String>(),
                times("curl -d \"$(cat <<A\nx\nA\n)\"\n", half)
            ),
        ),
        ("a value in a text", format!("A={value}\ncurl -d \"{}\" {create}", times("$A", half))),
        ("a value in a line", format!("set A={value}\ncurl ^\n -d {}", times("%A%", half))),
        ("a value in a template", format!("@a={value}\nPOST {create}\n\n{}", times("{{a}}", half))),
        (
            "a value in a list",
            format!(
                "const a = '{value}';\nfetch(`{create}`, {{body:{{b:[{}]}}}})",
                times("a,", half)
            ),
        ),
        (
            "a body of many calls",
            format!(
                "const b = '{{\"instanceName\":\"a\",\"x\":\"{long}\"}}';\n{}",
                times(&post, half)
            ),
        ),
        (
            "an object of many calls",
            format!("const b = {{instanceName:'a',{members}}};\n{}", times(&post, half)),
        ),
        (
            "an address of many calls",
            format!(
                "axios.create({{baseURL:'https://a.test/{long}'}})\n{}",
                times("api.post('/instance/create',{instanceName:'a'})\n", half)
            ),
        ),
        (
            "a table of many commands",
            format!("$b = @{{ {} }}\n{}", times("a = 1; ", half), times("irm @b\n", half)),
        ),
        (
            "a key of many requests",
            format!(
                "{{\"info\":{{}},\"auth\":{{\"type\":\"bearer\",\"bearer\":[{}{{\"key\":\"token\",\
             \"value\":\"{long}\"}}]}},\"item\":[{}]}}",
                times("{},", half),
                times(&format!("{{\"request\":{{\"url\":\"{create}\"}}}},"), half)
            ),
        ),
        (
            "many pairs",
            format!(
                "{{\"nodes\":[{{\"type\":\"httpRequest\",\"parameters\":{{\"bodyParameters\":\
             {{\"parameters\":[{}]}}}}}}]}}",
                (0..size / 36)
                    .map(|n| format!("{{\"name\":\"a{n}.b\",\"value\":\"c\"}},"))
                    .collect::<String>()
            ),
        ),
        (
            "many notes",
            format!(
                "curl {create} -d '{{\"instanceName\":\"a\"}}'\n{}",
                (0..size / 36)
                    .map(|n| format!("curl https://$S{n}/webhook/set/a -d {{}}\n"))
                    .collect::<String>()
            ),
        ),
        ("braces in a text of Python", format!("import requests\nx = f'''{}", times("{a", size))),
        (
            "loops of PowerShell in each other",
            times(
                &format!(
                    "foreach ($a in 1..1000) {{ foreach ($b in 1..1000) {{ irm {create} -Body @{{instanceName=\"$a-$b\"}} }} }}\n"
                ),
                size,
            ),
        ),
        (
            "a long loop of PowerShell",
            format!("foreach ($a in 1..1000) {{ {} }}", times("$b = $a; ", size)),
        ),
        (
            "loops of PowerShell that are closed",
            format!("{}{}", times("foreach ($a in 1..2) {", half * 22 / 23), times("}", half / 23)),
        ),
        (
            "many loops over a long list",
            format!(
                "$l = @({})\n{}",
                times("'a',", half),
                times("foreach ($a in $l) { irm $a }\n", half)
            ),
        ),
        (
            "calls of a long function",
            format!("function f($a) {{ {} }}\n{}", times("$b = $a; ", half), times("f 1\n", half)),
        ),
        (
            "functions that call each other",
            format!("function f($a) {{ {} }}\nf 1", times("f 1; ", size)),
        ),
        (
            "loops of a batch file in each other",
            times(
                &format!(
                    "for /L %%a in (1,1,1000) do (\nfor /L %%b in (1,1,1000) do curl {create} -d \"{{\\\"instanceName\\\":\\\"%%a-%%b\\\"}}\"\n)\n"
                ),
                size,
            ),
        ),
        (
            "sections of a batch file that call each other",
            format!(
                "curl ^\n\n{}",
                (0..size / 24).map(|n| format!(":a{n}\ncall :a{} 1\n", n + 1)).collect::<String>()
            ),
        ),
        ("braces in a template", format!("fetch(`{}", times("${${}", size))),
        (
            "loops in loops",
            format!(
                "for (let i = 0; i < 1000; i++) {{ for (let j = 0; j < 1000; j++) {{ {post} {} }} }}",
                times("a(b);\n", size)
            ),
        ),
        (
            "loops of many turns",
            times("for (let i = 0; i < 19999; i++) { fetch(`https://a.test/${i}`) }\n", size),
        ),
        ("loops of long lists", {
            let list = format!("import requests\nx = [{}]\n", times("'a',", half));
            list + &times("for a in x:\n requests.post('https://a.test', json={'b': a})\n", half)
        }),
        ("functions that call the next one twice", {
            let call = |n: usize| {
                format!(
                    "function f{n}(a) {{ f{}(a); f{}(a); fetch('{create}', a) }}\n",
                    n + 1,
                    n + 1
                )
            };
            (0..size / 80).map(call).collect::<String>() + "f0('a'); f1('b');"
        }),
        ("a long function of many calls", {
            let body = times("b(c);\n", half);
            format!("function f(a) {{ {body} {post} }}\n{}", times("f('a');\n", half))
        }),
        (
            "an argument of many calls",
            format!(
                "const a = {{{members}}};\nfunction f(b) {{ fetch('{create}', {{body: b}}) }}\n{}",
                times("f(a);\n", half)
            ),
        ),
        ("functions in functions", times("function f(a) { fetch(a); f('a');\n", size)),
    ]
}
