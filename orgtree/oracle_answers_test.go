package orgtree_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/orgtree"
)

// requireSame holds every answer of the tree of a day against the oracle's.
func (o *oracle) requireSame(t *testing.T, d int, tree *orgtree.Tree) {
	t.Helper()
	require.Equal(t, len(o.days[d]), tree.Len())
	for code, want := range o.days[d] {
		got, ok := tree.Unit(code)
		require.True(t, ok)
		require.ElementsMatch(t, want.Covers, got.Covers)
		want.Covers, got.Covers = nil, nil
		require.Equal(t, want, got)
		o.requireSameWay(t, d, code, tree)
		o.requireSamePlace(t, d, code, tree)
	}
	for code := range o.born {
		o.requireSameHeirs(t, d, code, tree)
		var want []string
		for id, p := range o.posts {
			if p.Unit == code && p.HeldOn(civil.Date(d)) {
				want = append(want, id)
			}
		}
		var got []string
		for _, p := range tree.PostsAt(code) {
			got = append(got, p.ID)
			require.Contains(t, tree.PostsOf(p.Person), p)
			require.Contains(t, tree.Holders(p.Kind, code), p)
		}
		require.ElementsMatch(t, want, got)
	}
}

func (o *oracle) requireSameWay(t *testing.T, d int, code orgtree.Code, tree *orgtree.Tree) {
	t.Helper()
	up := o.up(d, code)
	var ancestors []orgtree.Code
	for _, u := range tree.Ancestors(code) {
		ancestors = append(ancestors, u.Code)
	}
	require.Equal(t, up[1:], append([]orgtree.Code{}, ancestors...))
	var below, children []orgtree.Code
	for other, u := range o.days[d] {
		inside := slices.Contains(o.up(d, other), code)
		require.Equal(t, inside, tree.Within(other, code))
		if inside {
			below = append(below, other)
		}
		if u.Parent == code {
			children = append(children, other)
		}
	}
	require.ElementsMatch(t, below, tree.AppendSubtree(nil, code))
	var got []orgtree.Code
	for _, u := range tree.Children(code) {
		got = append(got, u.Code)
	}
	require.True(t, slices.IsSorted(got), "siblings stand by code")
	require.ElementsMatch(t, children, got)
}

func (o *oracle) requireSamePlace(t *testing.T, d int, code orgtree.Code, tree *orgtree.Tree) {
	t.Helper()
	seat := code
	if at := o.days[d][code].At; at != "" {
		seat = at
	}
	got, ok := tree.Seat(code)
	require.True(t, ok)
	require.Equal(t, seat, got)
	var answers []orgtree.Code
	var checks orgtree.Code
	for _, c := range o.up(d, seat) {
		kind := o.days[d][c].Kind
		led := o.leader(d, c) != ""
		switch {
		case kind == orgtree.Compound && led, kind == orgtree.Community, kind == orgtree.Town, kind == orgtree.District:
			answers = append(answers, c)
		}
		organ := kind == orgtree.Department || kind == orgtree.Centre
		if checks == "" && (organ || len(answers) > 0 && answers[len(answers)-1] == c) {
			checks = c
		}
	}
	require.Equal(t, answers, tree.Answers(code))
	checker, _ := tree.CheckingOrg(code)
	require.Equal(t, checks, checker)
	party, _ := tree.PartyOf(code)
	require.Equal(t, o.leader(d, code), party)
	town, _ := tree.Town(code)
	require.Equal(t, o.nearest(d, seat, orgtree.Town), town)
	community, _ := tree.Community(code)
	require.Equal(t, o.nearest(d, seat, orgtree.Community), community)
	centre, _ := tree.Centre(code)
	var want orgtree.Code
	for c, u := range o.days[d] {
		if u.Kind == orgtree.Centre && u.Parent == o.nearest(d, seat, orgtree.District) {
			want = c
		}
	}
	require.Equal(t, want, centre)
}

func (o *oracle) nearest(d int, code orgtree.Code, kind orgtree.Kind) orgtree.Code {
	for _, c := range o.up(d, code) {
		if o.days[d][c].Kind == kind {
			return c
		}
	}
	return ""
}

func (o *oracle) leader(d int, code orgtree.Code) orgtree.Code {
	for c, u := range o.days[d] {
		if u.Kind.Rule().Leads && (u.At == code || slices.Contains(u.Covers, code)) {
			return c
		}
	}
	return ""
}

// requireSameHeirs also holds the promise that nothing is ever stranded: work
// of a unit that existed once is always with a unit that exists.
func (o *oracle) requireSameHeirs(t *testing.T, d int, code orgtree.Code, tree *orgtree.Tree) {
	t.Helper()
	heir, ok := tree.Successor(code)
	if d < o.born[code] {
		require.False(t, ok)
		return
	}
	require.True(t, ok, "the work of %s is stranded", code)
	want := code
	for _, exists := o.days[d][want]; !exists; _, exists = o.days[d][want] {
		want = o.heir[want]
	}
	require.Equal(t, want, heir)
	if heir != code {
		require.Contains(t, tree.Inherited(heir), code)
		require.Empty(t, tree.Inherited(code))
	}
	for _, from := range tree.Inherited(code) {
		back, _ := tree.Successor(from)
		require.Equal(t, code, back)
	}
}

// describe writes a whole tree as text, to compare trees with.
func describe(tree *orgtree.Tree) string {
	var b strings.Builder
	for _, root := range tree.Children("") {
		for u := range tree.Subtree(root.Code) {
			b.WriteString(strings.Repeat(" ", len(tree.Ancestors(u.Code))))
			b.WriteString(string(u.Code) + " " + u.Kind.String() + " " + u.Name + " " + u.Form.String() + " " + string(u.At))
			for _, c := range u.Covers {
				b.WriteString(" +" + string(c))
			}
			for _, p := range tree.PostsAt(u.Code) {
				b.WriteString(" " + p.Kind.String() + "=" + p.Person)
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}
