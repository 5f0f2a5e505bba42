"""What stands in code becomes the tree that the same words in a template language become."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from offerlint.model.source import Source
from offerlint.reading.html import read_html
from offerlint.reading.markup import identity
from offerlint.reading.template.blade import read_blade
from offerlint.reading.template.code import code_tokens
from offerlint.reading.template.jsx import read_jsx
from offerlint.reading.template.known import Known
from offerlint.reading.template.php import read_php
from offerlint.reading.template.reader import TemplateReading, read_template
from offerlint.reading.template.svelte import read_svelte
from offerlint.reading.template.tree import Tree
from offerlint.reading.template.vue import read_vue

Shown = Callable[[str, Tree], str]
Read = Callable[[str], Tree]

READ: Mapping[str, Read] = {
    "vue": read_vue,
    "svelte": read_svelte,
    "jsx": read_jsx,
    "php": read_php,
    "blade": read_blade,
}
AROUND: Mapping[str, str] = {"vue": "<template>{}</template>", "jsx": "const a = <>{}</>;"}
"""What words of a language stand in."""


def written(language: str, words: str) -> str:
    return AROUND.get(language, "{}").replace("{}", words)


BRANCHES = "(a=yes: x | a=no & b == 'c'=yes: y | a=no & b == 'c'=no: z)"


@pytest.mark.parametrize(
    ("language", "source", "expected"),
    [
        ("vue", "<p v-if='a'>x</p><p v-else-if=\"b === 'c'\">y</p><p v-else>z</p>", BRANCHES),
        ("vue", "<p v-if='!a'>x</p>y", "(a=no: x | a=yes: )y"),
        (
            "vue",
            "<li v-for='(c, i) in pack.items' :key=i>{{ c.name }}</li>",
            "[for c in pack.items: <li v-for='(c, i) in pack.items' :key=i><c.name></li> / ]",
        ),
        ("vue", "<p v-for='c of l' v-if='a'>x</p>", "(a=yes: [for c in l: x / ] | a=no: )"),
        ("vue", "<p v-show='a && b'>x</p>", "(a and b=yes: x | a and b=no: )"),
        ("vue", "{{ a ? 'x' : `y ${b.c}` }}", "(a=yes: x | a=no: y <b.c>)"),
        (
            "vue",
            "{{ a || 'x' }} {{ a && 'x' }} {{ 'x ' + b + \" y\" }}",
            "(a=yes: <a> | a=no: x) (a=yes: x | a=no: ) x <b> y",
        ),
        ("vue", "{{ 'a < b' }} {{ t('A word') }} {{ $t('a.key') }}", "a &lt; b A word <t('a.key')>"),
        ("vue", "{{ a < b }}<p>{{ a > b }}</p>", "<a < b><p><a > b></p>"),
        ("vue", "<img :alt=\"'A \\'b\\''\" src=x>", '<img alt="A &#x27;b&#x27;" src=x>'),
        ("vue", "<img v-bind:alt=\"a ? 'x' : b\">", '<img alt="(a=yes: x | a=no: <b>)">'),
        ("vue", "<img :alt><A :alt/><img :alt=>", '<img alt="<alt>"><x-a alt="<alt>"></x-a><img alt="<alt>">'),
        (
            "vue",
            "<i v-text=\"'x'\" /><i v-html=\"'<b>x</b>'\"></i>",
            "<i v-text=\"'x'\" >x</i><i v-html=\"'<b>x</b>'\"><b>x</b></i>",
        ),
        (
            "vue",
            "<Icon/><Button>x</Button><NuxtLink to=a>y</NuxtLink>",
            "<x-icon></x-icon><button>x</button><a to=a>y</a>",
        ),
        (
            "vue",
            "<v-btn>x</v-btn><VBtn>y</VBtn><CardTitle>z</CardTitle>",
            "<button>x</button><button>y</button><h2>z</h2>",
        ),
        ("vue", "<template #a>x</template>", "<x-template #a>x</x-template>"),
        ("vue", "<input :checked='true'><input :checked='a'>", "<input checked><input >"),
        ("svelte", "{#if a}x{:else if b === 'c'}y{:else}z{/if}", BRANCHES),
        (
            "svelte",
            "{#each pack.items as c, i (c.id)}{c.name}{:else}none{/each}",
            "[for c in pack.items: <c.name> / none]",
        ),
        ("svelte", "{#each l as {a, b}}x{/each}{#key k}y{/key}", "[for item in l: x / ]y"),
        (
            "svelte",
            "{#await p}x{:then v}y{:catch e}z{/await}",
            "(p is awaited=yes: x | p fails=no & p is awaited=no: y | p fails=yes & p is awaited=no: z)",
        ),
        (
            "svelte",
            "{a ? 'x' : `y ${b.c}`}{@html '<b>z</b>'}{@const q = 1}{@render foot()}",
            "(a=yes: x | a=no: y <b.c>)<b>z</b><foot()>",
        ),
        (
            "svelte",
            "<img alt={a ? 'x' : b} {src} on:click={() => { if (a > b) c('}') }}/>",
            '<img alt="(a=yes: x | a=no: <b>)">',
        ),
        ("svelte", '<Card heading="Save {x}" {...rest}/>', '<x-card heading="Save <x>"></x-card>'),
        ("svelte", "<script>let a = '<p>no</p>'</script><b>x</b><style>p{}</style>", "<b>x</b>"),
        ("svelte", "<!-- {#if a} -->{x}", "<!-- {#if a} --><x>"),
        ("jsx", "{a ? 'x' : b === 'c' ? <>y</> : 'z'}", "(a=yes: x | a=no: (b == 'c'=yes: y | b == 'c'=no: z))"),
        (
            "jsx",
            "{a && !b && 'x'}{c ?? 'x'}{'x ' + d}",
            "(a and not b=yes: x | a and not b=no: )(c=yes: <c> | c=no: x)x <d>",
        ),
        ("jsx", "{l.map((c, i) => <li key={i}>{c.name}</li>)}", "[for c in l: <li><c.name></li> / ]"),
        ("jsx", "{l.map(({a, b}) => { const c = 1; return <li>x</li>; })}", "[for item in l: <li>x</li> / ]"),
        ("jsx", "{Array.from(l, (c) => <b>x</b>)}", "[for c in l: <b>x</b> / ]"),
        ("jsx", "{`from £${a.b} ${c ? 'x' : 'y'}`}{12}{null}{a > 1}", "from £<a.b> (c=yes: x | c=no: y)12<a > 1>"),
        ("jsx", "{t('A word')}{t('a.key')}{format(a)}{(a as B)}{a!}", "A word<t('a.key')><format(a)><a><a>"),
        (
            "jsx",
            "{t('a.key', 'A word')}{t('a.key', {defaultValue: 'B {{c}} d', c})}{t('a', b)}",
            "A wordB <c> d<t('a', b)>",
        ),
        (
            "jsx",
            "{intl.formatMessage({id: 'a', defaultMessage: 'Only £{b}', description: 'For translators'}, {b})}",
            "Only £<b>",
        ),
        (
            "jsx",
            "<FormattedMessage id='a' defaultMessage='Only £{b}' description='For translators'/>",
            "<div><x-formattedmessage id='a'>Only £<b></x-formattedmessage></div>",
        ),
        ("jsx", "x <Trans defaults='A <1>b</1>'/>", "x <x-trans>A b</x-trans>"),
        ("jsx", "{__('Save', 'my-plugin')}", "<__('Save', 'my-plugin')>"),
        ("jsx", "x <Trans>Hi {{ name: a.b }}</Trans>", "x <x-trans>Hi <a.b></x-trans>"),
        ("jsx", "\n  a\n  b &amp; c <b>d</b>{' '}\n  e{\" \"}<i>f</i>\n", "a b &amp; c <b>d</b> e <i>f</i>"),
        ("jsx", "a <b>c</b> d", "a <b>c</b> d"),
        ("jsx", "<b>a</b>\n<b>c</b>", "<b>a</b><b>c</b>"),
        ("jsx", "{'a < b'}{\"it's\"}{'\\u00a320'}", "a &lt; bit's£20"),
        ("jsx", "<img alt='A \"b\"' src={x} className={`a ${b}`}/>", '<img alt=\'A "b"\' class="a <b>">'),
        (
            "jsx",
            "<img alt={a ? 'x' : \"y\"}/><p htmlFor='b' onClick={() => go('No.')}/>",
            "<img alt=\"(a=yes: x | a=no: y)\"><p for='b'></p>",
        ),
        (
            "jsx",
            "<p style={{fontSize: 9, color: 'red', textDecoration: 'line-through'}}>x</p>",
            '<p style="font-size:9px;text-decoration:line-through;">x</p>',
        ),
        ("jsx", "<Card heading='x'><b>y</b></Card>", "<div><x-card heading='x'><b>y</b></x-card></div>"),
        ("jsx", "a <Bold.Item>y</Bold.Item> b <motion.p>z</motion.p>", "a <x-item>y</x-item> b <p>z</p>"),
        (
            "jsx",
            "<Card footer={<b>x</b>} render={() => <i>y</i>} {...rest}/>",
            "<div><x-card><b>x</b><i>y</i></x-card></div>",
        ),
        ("jsx", "<p dangerouslySetInnerHTML={{__html: '<b>x</b>'}}/>", "<p><b>x</b></p>"),
        ("jsx", "{/* offerlint: allow a because b */}{/* no */}", "#offerlint: allow a because b#"),
        ("php", "<?php printf('<p>%s costs £%.2f</p>', $a, $b); ?>", "<p><%s> costs £<%.2f></p>"),
        ("php", "<?= sprintf(__('You save %d%%', 'x'), $a) ?>", "You save <%d>%"),
        ("php", "<?php if ($a): ?>x<?php elseif ($b === 'c'): ?>y<?php else: ?>z<?php endif; ?>", BRANCHES),
        ("php", '<?php if ($a) { ?>x<?php } else if ($b == "c") { ?>y<?php } else { ?>z<?php } ?>', BRANCHES),
        ("php", "<?php if ($a) echo 'x'; elseif ($b === 'c') echo 'y'; else echo 'z'; ?>", BRANCHES),
        (
            "php",
            "<?php foreach ($p->items as $k => $c): ?><?= $c->name ?><?php endforeach ?>",
            "[for c in p.items: <c.name> / ]",
        ),
        (
            "php",
            "<?php while (have_posts()) { the_post(); ?>x<?php the_title(); } ?>",
            "[for item in have_posts(): x<the_title()> / ]",
        ),
        (
            "php",
            "<?php switch ($a): case 'b': case 'c': ?>x<?php break; default: ?>y<?php endswitch ?>",
            "(a in ('b', 'c')=yes: x | a in ('b', 'c')=no: y)",
        ),
        (
            "php",
            "<?= $a ? 'x' : \"y {$b->c} $d[e]\" ?>\n<?= 'it\\'s ' . $f; ?>",
            "(a=yes: x | a=no: y <b.c> <d[e]>)it's <f>",
        ),
        (
            "php",
            "<?= htmlspecialchars($a->b) ?><?= __('A word', 'd') ?><?= $a['b'] ?? 'x' ?>",
            "<a.b>A word(a.b=yes: <a.b> | a.b=no: x)",
        ),
        (
            "php",
            "<?php $t = 'x'; echo '<b>', $t, '</b>'; print(\"y\"); /* offerlint: allow a because b */ // no ?>z",
            "#offerlint: allow a because b#[t is x]<b><t></b>yz",
        ),
        ("php", "<?php echo <<<A\n<p>it's $b, {$c->d}</p>\nA;\n?>z", "<p>it's <b>, <c.d></p>z"),
        ("php", "<?= <<<'A'\n<p>$b \\n</p>\n  A ?>z", "<p>$b \\n</p>z"),
        (
            "php",
            "<?php $a = <<<A\n<p>x</p>\nA; return <<<B\n<p>y AB</p>\n  B; ?>z",
            "<section><p>x</p></section><section><p>y AB</p></section>z",
        ),
        ("php", '<?php $a = <<<"A"\n<p>x</p>\nA;\necho $a; ?>z', "[a is <p>x</p>]<a>z"),
        (
            "php",
            "<?php f(<<<A\nselect x < y\nA); ?>z<?php f(<<<A\nA, <<<B\n?> <b>x</b>",
            "z<section>?> <b>x</b></section>",
        ),
        (
            "php",
            "<?php _e('A word', 'd'); f(['a' => __('B word', 'd'), __('key.b')]);",
            "A word<section>B word</section>",
        ),
        ("php", "<?php $a = __('A word'); $b = __('B word'); ?><?= $b ?>", "<section>A word</section>[b is B word]<b>"),
        ("php", "<?= _n('One', 'More', $a) ?>", "(a == 1=yes: One | a == 1=no: More)"),
        ("php", "<?php printf(_n('%s a', '%s b', $c), $c)", "(c == 1=yes: <%s> a | c == 1=no: <%s> b)"),
        ("php", "<?php include 'a.php'; require_once(__DIR__ . '/b.php'); get_header() ?>", "+a.php++b.php++header+"),
        ("php", "<?php if (!defined('A')) { exit; } function f($x) { return 'No'; } ?>x<?php class B { }", "x"),
        ("php", '<?php array_map(function ($i) { ?>x<?php }, $l); echo "?>" ?>y<?php // that\'s it ?>z', "x?>yz"),
        ("php", "<?xml version='1.0'?><p>x</p>", "<?xml version='1.0'?><p>x</p>"),
        (
            "blade",
            "@if($a)x @elseif ($b === 'c')y @else z @endif",
            "(a=yes: x  | a=no & b == 'c'=yes: y  | a=no & b == 'c'=no:  z )",
        ),
        (
            "blade",
            "@unless($a)x @endunless @isset($b)y @endisset @auth z @else w @endauth",
            "(a=no: x  | a=yes: ) (b=yes: y  | b=no: ) (auth=yes:  z  | auth=no:  w )",
        ),
        (
            "blade",
            "@forelse($p->items as $c){{ $c->name }}@empty none @endforelse",
            "[for c in p.items: <c.name> /  none ]",
        ),
        (
            "blade",
            "@foreach($l as $k => $c)x @endforeach @empty($a)y @endempty",
            "[for c in l: x  / ] (a=no: y  | a=yes: )",
        ),
        ("blade", "@switch($a)@case('b')x @break @default y @endswitch", "(a == 'b'=yes: x   | a == 'b'=no:  y )"),
        (
            "blade",
            "{{ $a ? 'x' : 'y < z' }}{!! '<b>x</b>' !!}{{ __('A word') }}@{{ vue }}@@if a@b.com @media",
            "(a=yes: x | a=no: y &lt; z)<b>x</b>A word<vue>@if a@b.com @media",
        ),
        (
            "blade",
            "{{-- {{ $no }} --}}@verbatim{{ x }}@endverbatim @php $a = 'x'; @endphp @csrf",
            "#{{ $no }}#<x> [a is x] ",
        ),
        (
            "blade",
            "@include('a.b', ['t' => 'x'])@includeWhen($c, 'd')@each('e', $l, 'i')",
            "+a/b+(c=yes: +d+ | c=no: )+e+",
        ),
        ("blade", "<input @checked(old('news', true))><input @checked(old('news'))>", "<input checked><input >"),
        ("blade", "<input type=checkbox @checked(true)><input @checked($a)>", "<input type=checkbox checked><input >"),
        ("blade", '<x-mail::button :url="$a->b">x</x-mail::button>', "x"),
        ("blade", "<?php if ($a): ?>x<?php endif ?>@lang('A word')", "(a=yes: x | a=no: )A word"),
    ],
)
def test_code_becomes_a_tree(one_line: Shown, language: str, source: str, expected: str) -> None:
    source = written(language, source)
    tree = READ[language](source)
    assert tree.faults == ()
    shown = one_line(source, tree)
    assert (_PARAGRAPH.sub("", shown) if language == "vue" else shown) == expected


_PARAGRAPH = re.compile(r"<p v-(?:if|else|for|show)[^>]*>|(?<=[xyz])</p>")
"""Tags whose own attributes are of no matter here."""


@pytest.mark.parametrize(
    ("language", "source", "shown", "said"),
    [
        ("vue", "<template><p v-else>x</p></template>", "<p v-else>x</p>", "follows no element with a v-if"),
        ("vue", "<template><p v-if='a'>x</template>", "(a=yes: <p v-if='a'>x | a=no: )", ""),
        ("vue", "<template><p>x</p>", "<p>x</p>", 'has no "</template>"'),
        ("vue", '<template lang="pug">p x</template>', "?a template in pug?", "write it in HTML"),
        ("vue", "<template>x</template><template>y</template>", "x", "a second <template> is not read"),
        ("vue", "<template>x</template><i18n>{</i18n>", "x", "this is not JSON"),
        ("vue", '<template>x</template><i18n lang="yaml">a: b</i18n>', "x", "write it in JSON"),
        ("svelte", "{#if a}x", "(a=yes: x | a=no: )", 'has no "{/if}"'),
        ("svelte", "x{/each}", "x", "that was never begun"),
        ("svelte", "x {y", "x {y", "is never closed"),
        ("svelte", "{#what x}y{/what}", "y", "read where they stand"),
        ("jsx", "const a = <p>x</p>;\nconst = <p>y</p>;", "<p>x</p><p>y</p>", "is no JavaScript here"),
        ("php", "<?php if ($a): ?>x", "(a=yes: x | a=no: )", 'has no "endif"'),
        ("php", "x<?php endif ?>", "x", "that was never begun"),
        ("php", "<?php include $a . '.php' ?>x", "x", "its name is made by code"),
        ("blade", "@if($a)x", "(a=yes: x | a=no: )", 'has no "@endif"'),
        ("blade", "@if($a x", "@if($a x", "is never closed"),
        ("blade", "@include($a)x", "<a>x", "its name is made by code"),
        ("jsx", "const a = <p>x <b>y</b>", "<p>x </p><b>y</b>", "is no JavaScript here"),
    ],
)
def test_a_mistake_is_told_and_the_rest_is_read(
    one_line: Shown, language: str, source: str, shown: str, said: str
) -> None:
    tree = READ[language](source)
    assert one_line(source, tree) == shown
    assert any(said in fault.message for fault in tree.faults) == bool(said)


SHOP = "Prices rise each March by CPI."


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            f"const a = {{title: 'Fibre', body: '{SHOP}', href: '/Fibre now it is'}};",
            f"<section><h3>Fibre</h3><p>{SHOP}</p></section>",
        ),
        (f"const lines = ['{SHOP}', \"Join now.\", 'flex items-center p-4', 'GET'];", f"<p>{SHOP}</p><p>Join now.</p>"),
        ("const label = `Save £${a} today`;", "<p>Save £<a> today</p>"),
        ("function A({ heading = 'Fibre' }: Props) {}", "<h3>Fibre</h3>"),
        (f"function a() {{ return b ? '{SHOP}' : t('{SHOP}'); }}", f"<p>{SHOP}</p><p>{SHOP}</p>"),
        ("const a = {body: 'A <b>free</b> router'};", "<section><p>A <b>free</b> router</p></section>"),
        (f"alert('{SHOP}')", f"<p>{SHOP}</p>"),
        *(
            (code, "")
            for code in (
                f"import a from '{SHOP}'",
                f"console.log('{SHOP}')",
                f"throw new Error('{SHOP}')",
                "'use client'",
                f"if (a === '{SHOP}') b()",
                "const a = gql`Query it for all now`",
                f"a['{SHOP}'] = 1",
                "const a = {className: 'Flex it up now', id: 'A B C d', key: 'One two three'}",
                f"// {SHOP}",
                "const a = 'https://example.com/A b c'",
                "const fontFamily = 'Inter, Some Sans, serif'",
                "const a = 'One'",
                "const type: 'Small plan for you' = b",
                "const a = /One two three./",
                f"export * from '{SHOP}'",
            )
        ),
        ("function A() { if (a) { return <p>x</p>; } return <p>y</p>; }", "(a=yes: <p>x</p> | a=no: <p>y</p>)"),
        (
            "function A() { if (a) return <p>x</p>; else if (b) return <i>y</i>; return <p>z</p>; }",
            "(a=yes: <p>x</p> | a=no: (b=yes: <i>y</i> | b=no: ))<p>z</p>",
        ),
        (
            "function A() { switch (a) { case 'b': case 'c': return <p>x</p>; default: return <p>y</p>; } }",
            "(a in ('b', 'c')=yes: <p>x</p> | a in ('b', 'c')=no: <p>y</p>)",
        ),
        ("const a = <b>x</b>, c = <T,>(d: T) => <b>y</b>;", "<b>x</b><b>y</b>"),
    ],
)
def test_of_a_script_the_markup_and_the_copy_are_read(one_line: Shown, source: str, expected: str) -> None:
    tree = read_jsx(source)
    assert tree.faults == ()
    assert one_line(source, tree) == expected


@pytest.mark.parametrize(
    ("language", "source", "expected"),
    [
        ("vue", "<script setup lang=ts>\nconst a: string = 'One two three.'\n</script>", "<p>One two three.</p>"),
        ("vue", "<script>const a = ref('One two three.')</script>\n{t}", "<b>é</b><p>One two three.</p>"),
        (
            "vue",
            "<script>\nconst a = computed(() => b ? 'One two.' : 'Two three.')</script>",
            "<p>One two.</p><p>Two three.</p>",
        ),
        (
            "vue",
            "{t}<script>export default { data() { return { heading: 'One two' } }, name: 'OneTwo' }</script>",
            "<b>é</b><section><h3>One two</h3></section>",
        ),
        ("vue", "<script>log('One two three.'); throw new Error('One two three.')</script>", ""),
        ("vue", "<script lang=coffee>a = 'One two three.'</script>", ""),
        ("svelte", "<script>let a = $state(`One ${b} three.`)</script>é", "é<p>One <b> three.</p>"),
        ("svelte", "<script context=module>export const a = ['One two three.']</script>", "<p>One two three.</p>"),
        ("svelte", "<script>let { label = 'One' } = $props();</script>{label}", "<label><p>One</p>"),
        ("svelte", '<script type="application/ld+json">{"a": "One two three."}</script>', ""),
        ("svelte", "<script lang='ts'>let a: string = 'One two three.'", "<p>One two three.</p>"),
    ],
)
def test_of_a_component_the_copy_in_its_script_is_read(
    one_line: Shown, language: str, source: str, expected: str
) -> None:
    source = source.replace("{t}", "<template><b>é</b></template>")
    tree = READ[language](source)
    assert one_line(source, tree).strip() == expected


def test_a_script_with_faults_is_told_where_they_stand() -> None:
    source = "<template><p>x</p></template>\n<script>\nconst a = 'One two three.' }\n</script>"
    (problem,) = reading("vue", source).problems
    assert (problem.line, problem.fatal) == (3, False)
    assert '"}" is no JavaScript here' in problem.message


def reading(language: str, source: str) -> TemplateReading:
    return read_template(Source("copy", source), identity(source), language, read_html)


BOX = "<label><input type=checkbox bind:checked={n}>Yes</label>"
JSX_BOX = '<label><input type="checkbox" checked={n}/>Yes</label>'
VUE_BOX = "<template><label><input type=checkbox v-model=n>Yes</label></template>"


@pytest.mark.parametrize(
    ("language", "source", "checked"),
    [
        ("vue", f"<script>const n = ref(true)</script>{VUE_BOX}", True),
        ("vue", f"<script>data: {{n: true}}</script>{VUE_BOX.replace('=n', '=form.n')}", True),
        ("vue", f"<script>const n = ref(false)</script>{VUE_BOX}", False),
        ("vue", VUE_BOX.replace("v-model=n", "checked"), True),
        ("svelte", f"<script>let n = $state(true)</script>{BOX}", True),
        ("svelte", f"<script>let n = false</script>{BOX}", False),
        ("svelte", BOX.replace("bind:checked={n}", "checked={true}"), True),
        ("svelte", BOX.replace("bind:checked={n}", "checked"), True),
        (
            "jsx",
            f"const [n, setN] = useState(true); a = {BOX.replace('bind:', '').replace('=checkbox', '={`checkbox`}')}",
            True,
        ),
        ("jsx", f"const [n, setN] = useState<boolean>(false); a = {JSX_BOX}", False),
        ("jsx", f"a = {JSX_BOX.replace('checked={n}', 'defaultChecked')}", True),
        ("jsx", f"a = {JSX_BOX.replace('checked={n}', 'checked={true}')}", True),
        ("jsx", f"a = {JSX_BOX.replace('checked={n}', 'checked={false}')}", False),
        ("jsx", "a = <Checkbox defaultChecked>Yes</Checkbox>", True),
    ],
)
def test_a_box_that_the_code_ticks_is_ticked(language: str, source: str, checked: bool) -> None:
    (block,) = reading(language, source).variants[0].blocks
    assert block.control is not None
    assert (block.text, block.control.kind, block.control.checked) == ("Yes", "checkbox", checked)


def test_translations_in_a_component_are_copy() -> None:
    source = '<i18n>{"en": {"a": "Free \\"router\\"", "b": ["£30"]}, "fr": {"a": "Salut"}}</i18n>'
    blocks = reading("vue", source).variants[0].blocks
    assert [block.text for block in blocks] == ['Free "router"', "£30"]


_SHARDS = (
    "{{",
    "}}",
    "{",
    "}",
    "{#if a}",
    "{:else}",
    "{/if}",
    "{#each a as b}",
    "{/each}",
    "<p v-if='a'>",
    "<p v-else>",
    "</p>",
    "<p",
    "/>",
    "<li v-for='a in b'>",
    "</li>",
    " :alt=\"'a'\"",
    " alt={`b`}",
    "<Card ",
    ">",
    "'",
    '"',
    "`",
    "${",
    "? 'x' : 'y'",
    "&&",
    "||",
    "+",
    "const a = ",
    "useState(true)",
    "return ",
    "=> ",
    "a.map(b => ",
    "<></>",
    "{/* offerlint: x */}",
    ": ",
    "é",
    "\U0001f600",
    "title: ",
    "<?php ",
    "<?= ",
    " ?>",
    "<<<A\n",
    "\nA;",
    "__('a', ",
    "_n('a', 'b', $c)",
    "if ($a): ",
    "endif;",
    "foreach ($a as $b) {",
    "$a->b",
    "echo ",
    "case 'x':",
    "@if($a)",
    "@endif",
    "@foreach($a as $b)",
    "@section('a')",
    "@endsection",
    "@extends('a')",
    "@include('a')",
    "{!!",
    "!!}",
    "@php",
    "@else",
    "<template>",
    "</template>",
    "<script>",
    "</script>",
    "<i18n>",
    "</i18n>",
    "\\",
    "£30",
    "\n",
    " ",
    "<!--",
    "-->",
    "{@html ",
    "(",
    ")",
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(READ)), st.lists(st.one_of(st.sampled_from(_SHARDS), st.text(max_size=3))).map("".join))
def test_whatever_is_written_is_read_and_exact_words_are_the_source(language: str, source: str) -> None:
    source = written(language, source)
    for variant in reading(language, source).variants:
        for block in variant.blocks:
            for piece in block.view.map:
                for run in piece.runs:
                    assert 0 <= run.start <= run.end <= len(source)
                    if piece.exact:
                        assert source[run.start : run.end] == block.text[slice(*piece.view)]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(st.sampled_from(sorted(READ)), st.lists(st.sampled_from([one for one in _SHARDS if one != "\n"])).map("".join))
def test_crlf_moves_nothing(language: str, source: str) -> None:
    lines = written(language, f"<p>a</p>\n{source}\n<p>b</p>")
    assume(language != "jsx" or not read_jsx(lines).faults)
    one, two = (reading(language, text).variants for text in (lines, lines.replace("\n", "\r\n")))
    assert [[block.text for block in variant.blocks] for variant in one] == [
        [block.text.replace("\r\n", "\n") for block in variant.blocks] for variant in two
    ]


@pytest.mark.parametrize(
    "shard",
    [
        "<?php ",
        "<?php '",
        "<?php /*",
        "<?php <<<A\n",
        "<<<A\n",
        "@if(",
        "@if($a)",
        "@php ",
        "{{",
        "{",
        "{#if a}",
        "<p v-if='a'>",
        "<p>",
        "<a b={",
        "`",
        "'",
        "{a ? 'b' : 'c'}",
    ],
)
def test_work_grows_with_the_length_only(shard: str, calls: Callable[[Callable[[], object]], int]) -> None:
    for language, read in READ.items():
        read(written(language, shard))
        few, many = (calls(partial(read, written(language, shard * times))) for times in (250, 2_000))
        assert many <= 9 * (few + 300), (language, few, many)


@pytest.mark.parametrize(
    ("element", "scope", "kind"),
    [
        ("<Checkbox label='Send me news' defaultChecked />", "form.checkbox", "checkbox"),
        ("<TermsCheckbox>Send me news</TermsCheckbox>", "form.checkbox", "checkbox"),
        ("<TextField placeholder='' label='Send me news' />", "form.field", "text"),
        ("<PrimaryButton text='Send me news' />", "form.button", ""),
        ("<CardTitle text='Send me news' />", "body.title", ""),
        ("<Plan perks={['Send me news']} className={['No words here']} />", "body.paragraph", ""),
    ],
)
def test_words_that_components_are_handed(element: str, scope: str, kind: str) -> None:
    (block,) = reading("jsx", f"const a = <form>{element}</form>;").variants[0].blocks
    assert (block.text, block.scope, block.control.kind if block.control else "") == ("Send me news", scope, kind)


def test_the_facts_of_an_object_stand_together() -> None:
    words = "const plans = [{ id: 'a b', price: '£9 a month', term: '12-month contract' }];"
    made = reading("jsx", words).variants[0]
    assert [block.text for block in made.blocks] == ["£9 a month", "12-month contract"]
    assert len(set(made.sections)) == 1


def test_a_string_that_never_ends_is_looked_through_once() -> None:
    code = 'echo "' + '\\"' * 200_000
    assert [(token.kind, token.start) for token in code_tokens(code, 0, len(code))] == [("name", 0), ("operator", 5)]


def test_blade_fills_the_files_that_it_extends_and_hands_words_to_those_that_it_includes() -> None:
    files = {
        "base": "<title>@yield('title', 'Plans')</title>@section('side')<p>Side</p>@show<main>@yield('body')</main>",
        "parts/card": "<p>{{ $name }}@if($vip) gold @endif</p>",
        "main": "@extends('base')\n@section('title', 'Spring')\n@section('side')@parent<p>More</p>@endsection\n"
        "@section('body')@include('parts.card', ['name' => 'Fibre', 'vip' => $user->vip])@endsection",
    }
    known = Known(lambda name: Source(name, files[name]) if name in files else None)
    made = read_template(Source("main", files["main"]), identity(files["main"]), "blade", read_html, known)
    assert [[block.text for block in variant.blocks] for variant in made.variants] == [
        ["Spring", "Side", "More", "Fibre gold"],
        ["Spring", "Side", "More", "Fibre"],
    ]
    assert [source.path for source in made.sources] == ["base", "parts/card"]
    assert made.problems == ()


def test_php_reads_what_it_includes_and_what_it_set_before() -> None:
    files = {"foot.php": "<p><?= $words ?></p>", "main": "<?php $words = 'Terms apply'; include 'foot.php'; ?>"}
    known = Known(lambda name: Source(name, files[name]) if name in files else None)
    made = read_template(Source("main", files["main"]), identity(files["main"]), "php", read_html, known)
    assert [block.text for block in made.variants[0].blocks] == ["Terms apply"]
