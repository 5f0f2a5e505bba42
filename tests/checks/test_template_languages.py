"""The same template gives the same hits, whatever language it is written in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from offerlint.model.document import Problem
from offerlint.model.finding import Hit

TERM = 'require: {when: {phrase: "a month"}, need: {phrase: "month contract"}}'
CANCEL = 'forbid: {phrase: "<cancel any time>", beside: {phrase: "fee"}, within: block}'

TEMPLATES = {
    "jinja+html": """<h1>{{ pack.name }}</h1><p>£{{ pack.monthly }} a month.</p>
{% if pack.rolling %}<p>Cancel any time in the app.</p>
{% elif pack.plan == 'boxed' %}<p>Cancel any time. In the first year there is a £45 fee.</p>
{% else %}<p>12-month contract.</p>{% endif %}
{# no strings #}{% for channel in pack.channels %}<p>{{ channel.name }}</p>{% endfor %}""",
    "liquid+html": """<h1>{{ pack.name }}</h1><p>£{{ pack.monthly }} a month.</p>
{% if pack.rolling %}<p>Cancel any time in the app.</p>
{% elsif pack.plan == "boxed" %}<p>Cancel any time. In the first year there is a £45 fee.</p>
{% else %}<p>12-month contract.</p>{% endif %}
{% comment %} no strings {% endcomment %}{% for channel in pack.channels %}<p>{{ channel.name }}</p>{% endfor %}""",
    "handlebars+html": """<h1>{{pack.name}}</h1><p>£{{pack.monthly}} a month.</p>
{{#if pack.rolling}}<p>Cancel any time in the app.</p>
{{else if (eq pack.plan "boxed")}}<p>Cancel any time. In the first year there is a £45 fee.</p>
{{else}}<p>12-month contract.</p>{{/if}}
{{! no strings }}{{#each pack.channels as |channel|}}<p>{{channel.name}}</p>{{/each}}""",
    "twig+html": """<h1>{{ pack.name }}</h1><p>£{{ pack.monthly }} a month.</p>
{% if pack.rolling %}<p>Cancel any time in the app.</p>
{% elseif pack.plan == 'boxed' %}<p>Cancel any time. In the first year there is a £45 fee.</p>
{% else %}<p>12-month contract.</p>{% endif %}
{# no strings #}{% for channel in pack.channels %}<p>{{ channel.name }}</p>{% endfor %}""",
    "erb+html": """<h1><%= pack.name %></h1><p>£<%= pack.monthly %> a month.</p>
<% if pack.rolling %><p>Cancel any time in the app.</p>
<% elsif pack.plan == "boxed" %><p>Cancel any time. In the first year there is a £45 fee.</p>
<% else %><p>12-month contract.</p><% end %>
<%# no strings %><% pack.channels.each do |channel| %><p><%= channel.name %></p><% end %>""",
    "ejs+html": """<h1><%= pack.name %></h1><p>£<%= pack.monthly %> a month.</p>
<% if (pack.rolling) { %><p>Cancel any time in the app.</p>
<% } else if (pack.plan === "boxed") { %><p>Cancel any time. In the first year there is a £45 fee.</p>
<% } else { %><p>12-month contract.</p><% } %>
<%# no strings %><% for (const channel of pack.channels) { %><p><%= channel.name %></p><% } %>""",
    "vue+html": """<template><h1>{{ pack.name }}</h1><p>£{{ pack.monthly }} a month.</p>
<p v-if="pack.rolling">Cancel any time in the app.</p>
<p v-else-if="pack.plan === 'boxed'">Cancel any time. In the first year there is a £45 fee.</p>
<p v-else>12-month contract.</p>
<!-- no strings --><p v-for="channel in pack.channels" :key="channel.id">{{ channel.name }}</p></template>""",
    "svelte+html": """<h1>{pack.name}</h1><p>£{pack.monthly} a month.</p>
{#if pack.rolling}<p>Cancel any time in the app.</p>
{:else if pack.plan === "boxed"}<p>Cancel any time. In the first year there is a £45 fee.</p>
{:else}<p>12-month contract.</p>{/if}
<!-- no strings -->{#each pack.channels as channel (channel.id)}<p>{channel.name}</p>{/each}""",
    "php+html": """<h1><?= $pack->name ?></h1><p>£<?= $pack->monthly ?> a month.</p>
<?php if ($pack->rolling): ?><p>Cancel any time in the app.</p>
<?php elseif ($pack->plan === 'boxed'): ?><p>Cancel any time. In the first year there is a £45 fee.</p>
<?php else: ?><p>12-month contract.</p><?php endif; ?>
<?php /* no strings */ foreach ($pack->channels as $channel) { ?><p><?= $channel->name ?></p><?php } ?>""",
    "blade+html": """<h1>{{ $pack->name }}</h1><p>£{{ $pack->monthly }} a month.</p>
@if($pack->rolling)<p>Cancel any time in the app.</p>
@elseif ($pack->plan === 'boxed')<p>Cancel any time. In the first year there is a £45 fee.</p>
@else<p>12-month contract.</p>@endif
{{-- no strings --}}@foreach ($pack->channels as $channel)<p>{{ $channel->name }}</p>@endforeach""",
    "jsx+html": """const Pack = () => <><h1>{pack.name}</h1><p>£{pack.monthly} a month.</p>
{pack.rolling ? <p>Cancel any time in the app.</p>
: pack.plan === "boxed" ? <p>Cancel any time. In the first year there is a £45 fee.</p>
: <p>12-month contract.</p>}
{/* no strings */}{pack.channels.map((channel) => <p key={channel.id}>{channel.name}</p>)}</>;""",
}


def shown(hit: Hit | Problem) -> tuple[object, ...]:
    assert isinstance(hit, Hit)
    place = hit.places[0]
    return place.block.text, place.span, place.block.conditions, [dict(each) for each in hit.exposed_by]


@pytest.mark.parametrize("format", TEMPLATES)
def test_hits_are_the_same_in_every_language(run: Callable[..., list[Hit | Problem]], format: str) -> None:
    term = [shown(hit) for hit in run(TERM, TEMPLATES[format], format)]
    cancel = [shown(hit) for hit in run(CANCEL, TEMPLATES[format], format)]
    assert [hit[3] for hit in term] == [[{"pack.plan == 'boxed'": "yes"}, {"pack.rolling": "yes"}]]
    assert [hit[0] for hit in cancel] == ["Cancel any time. In the first year there is a £45 fee."]
    assert term == [shown(hit) for hit in run(TERM, TEMPLATES["jinja+html"], "jinja+html")]
    assert cancel == [shown(hit) for hit in run(CANCEL, TEMPLATES["jinja+html"], "jinja+html")]
    assert not run('forbid: {phrase: "no strings"}', TEMPLATES[format], format)
