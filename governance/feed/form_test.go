package feed_test

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/feed"
	"github.com/jinlin-project/jinlin/governance/notice"
	"github.com/jinlin-project/jinlin/governance/organisation"
	"github.com/jinlin-project/jinlin/orgtree"
)

var opening = time.Date(2024, 3, 1, 0, 30, 0, 123456000, time.UTC)

// described is an institution with a field of each kind that matters here.
func described() *governance.Description {
	name := governance.FieldSpec{Name: "name", Type: governance.TextField, Mask: "name"}
	return &governance.Description{
		Kind: "wish", Path: "wishes",
		Fields: []governance.FieldSpec{
			{Name: "district"}, {Name: "size"}, {Name: "gone"}, {Name: "schema"}, {Name: "subject"}, {Name: "timers"}, {Name: "revealed"},
			{Name: "title", Personal: governance.Content},
			{Name: "sender", Fields: []governance.FieldSpec{{Name: "since"}, name}},
			{Name: "callers", Element: &governance.FieldSpec{Fields: []governance.FieldSpec{name}}},
		},
		Commands: []governance.CommandSheet{{Verb: "grant", Fields: []governance.FieldSpec{{Name: "count"}, {Name: "note", Personal: governance.Content}}}},
	}
}

func field(name, value string) governance.Field {
	return governance.Field{Name: name, Value: []byte(value)}
}

func granted() *governance.Entry {
	return &governance.Entry{
		Ref: governance.Ref{Kind: "wish", ID: uuid.MustParse("018df000-0000-7000-8000-000000000001")}, Version: 3,
		At: opening, AsOf: opening.Add(-time.Hour), Verb: "grant", Rule: "W-3", Position: 100,
		By:    governance.Stamp{Account: "13987654321", Person: "p-1", Post: "clerk", Unit: "350205001"},
		Cause: governance.Cause{Ref: governance.Ref{Kind: "tag", ID: uuid.UUID{1}}, Version: 2},
		Body:  []governance.Field{field("count", "2"), field("note", `"sealed:1"`), field("unheard", `"李四光"`)},
		Changes: []governance.Field{
			field("size", `"a<b>&c"`), {Name: "gone"}, field("title", `"sealed:2"`), field("sender", `{"since":1,"name":"sealed:3"}`),
			field("callers", `[{"name":"sealed:4"}]`), field("subject", `"p-1"`), field("timers.0", `{}`), field("revealed", `[]`), field("schema", `1`),
		},
	}
}

// The form of an event, byte for byte: consumers keep them, sign them and
// compare them, so a change here is a change for all of them.
func TestFormOfAnEvent(t *testing.T) {
	e, err := feed.NewForm("/jinlin/", described()).Event(granted(), "350205")
	require.NoError(t, err)
	assert.Equal(t, `{"specversion":"1.0","id":"wish/018df000-0000-7000-8000-000000000001/3","source":"/jinlin/v1/wishes",`+
		`"type":"jinlin.wish.grant","subject":"018df000-0000-7000-8000-000000000001","time":"2024-03-01T08:30:00.123456+08:00",`+
		`"datacontenttype":"application/json","district":"350205","position":"p2s","data":{"kind":"wish",`+
		`"id":"018df000-0000-7000-8000-000000000001","version":3,"command":"grant","rule":"W-3","asOf":"2024-03-01T07:30:00.123456+08:00",`+
		`"by":{"unit":"350205001","post":"clerk"},"cause":{"kind":"tag","id":"01000000-0000-0000-0000-000000000000","version":2},`+
		`"changes":{"size":"a<b>&c","gone":null},"body":{"count":2},"digest":"`+strings.Repeat("0", 64)+`"}}`, string(e.JSON))
	bytes := e.JSON
	e.JSON = nil
	assert.Equal(t, feed.Event{ID: "wish/018df000-0000-7000-8000-000000000001/3", Position: 100, Kind: "wish", District: "350205", Command: "grant"}, e)
	e.JSON = bytes
	again, err := json.Marshal(e)
	require.NoError(t, err)
	assert.JSONEq(t, string(bytes), string(again))
	assert.JSONEq(t, "["+string(bytes)+","+string(bytes)+"]", string(feed.Batch([]feed.Event{e, e})))
	assert.Equal(t, "[]", string(feed.Batch(nil)))
}

// An entry of a kind that the form does not know, of no district, by nobody:
// that it happened is told, and nothing of what.
func TestFormOfTheUnknown(t *testing.T) {
	x := granted()
	x.Ref.Kind, x.By, x.Cause, x.AsOf = "riddle", governance.Stamp{Account: "13987654321", Person: "p-1"}, governance.Cause{}, x.At
	e, err := feed.NewForm("", described()).Event(x, "")
	require.NoError(t, err)
	assert.Contains(t, string(e.JSON), `"source":"/v1/riddle"`)
	assert.Contains(t, string(e.JSON), `"by":{},"changes":{},"body":{}`)
	for _, word := range []string{"13987654321", "p-1", "district", "asOf", "cause", "李四光"} {
		assert.NotContains(t, string(e.JSON), word)
	}
}

// architecture.md: personal content and identity never reach feeds. Every field
// of every institution is planted with something personal; only those without a
// class of personal data, at any depth, may show it.
func TestNoPersonalFieldIsTold(t *testing.T) {
	const planted = `"13987654321"`
	told, kept := 0, 0
	for _, d := range institutions(t) {
		form := feed.NewForm("", d)
		see := func(specs []governance.FieldSpec, verb string, entry func(f governance.Field) governance.Entry) {
			for i := range specs {
				x := entry(field(specs[i].Name, planted))
				x.Ref.Kind, x.Verb = d.Kind, verb
				e, err := form.Event(&x, "350205")
				require.NoError(t, err)
				shown := strings.Contains(string(e.JSON), planted)
				lawsOwn := slices.Contains([]string{"schema", "subject", "timers", "revealed"}, specs[i].Name)
				if holdsPersonal(&specs[i]) || lawsOwn {
					kept++
					assert.False(t, shown, "%s %s %s", d.Kind, verb, specs[i].Name)
				} else {
					told++
					assert.True(t, shown, "%s %s %s", d.Kind, verb, specs[i].Name)
				}
			}
		}
		see(d.Fields, "", func(f governance.Field) governance.Entry { return governance.Entry{Changes: []governance.Field{f}} })
		for _, c := range d.Commands {
			see(c.Fields, c.Verb, func(f governance.Field) governance.Entry { return governance.Entry{Body: []governance.Field{f}} })
		}
	}
	assert.Greater(t, told, 100)
	assert.Greater(t, kept, 30)
}

func institutions(t *testing.T) []*governance.Description {
	cases, err := casework.New(nil)
	require.NoError(t, err)
	inquiries, err := casework.NewInquiries(nil)
	require.NoError(t, err)
	notices, err := notice.New()
	require.NoError(t, err)
	orgs, err := organisation.New()
	require.NoError(t, err)
	return []*governance.Description{cases.Describe(), inquiries.Describe(), notices.Describe(), orgs.Describe()}
}

// holdsPersonal says it in another way than the form does: in the
// specification's JSON, where every class and mask has a name.
func holdsPersonal(s *governance.FieldSpec) bool {
	text, _ := json.Marshal(s)
	return strings.Contains(string(text), `"personal":`) || strings.Contains(string(text), `"mask":`)
}

// A position prints and parses as inverses, in one spelling only.
func TestPositions(t *testing.T) {
	for _, p := range []feed.Position{0, 1, 35, 36, 1 << 40, 1<<63 - 1} {
		got, err := feed.ParsePosition(p.String())
		require.NoError(t, err)
		require.Equal(t, p, got)
	}
	for _, text := range []string{"", "p", "1", "P1", "p-1", "p01", "pA", "p1 ", "p99999999999999999", "q1"} {
		_, err := feed.ParsePosition(text)
		require.ErrorIs(t, err, feed.ErrPosition, "%q", text)
	}
}

// Filter: "The elements of a list are alternatives; an empty list does not
// restrict."
func TestFilter(t *testing.T) {
	e := &feed.Event{Kind: "case", District: "350205", Command: "close"}
	for _, c := range []struct {
		f    feed.Filter
		want bool
	}{
		{feed.Filter{}, true},
		{feed.Filter{Kinds: []string{"notice", "case"}}, true},
		{feed.Filter{Kinds: []string{"notice"}}, false},
		{feed.Filter{Districts: []orgtree.Code{"350203"}}, false},
		{feed.Filter{Commands: []string{"open"}}, false},
		{feed.Filter{Kinds: []string{"case"}, Districts: []orgtree.Code{"350205"}, Commands: []string{"close"}}, true},
		{feed.Filter{Kinds: []string{"case"}, Districts: []orgtree.Code{"350205"}, Commands: []string{"open"}}, false},
	} {
		assert.Equal(t, c.want, c.f.Match(e), "%+v", c.f)
	}
}

// asked is a source that counts what it is asked.
type asked struct {
	entries []governance.Entry
	refs    int
	err     error
}

func (s *asked) Feed(context.Context, int64, int) ([]governance.Entry, error) {
	return s.entries, s.err
}

func (s *asked) Districts(_ context.Context, refs ...governance.Ref) ([]orgtree.Code, error) {
	s.refs += len(refs)
	out := make([]orgtree.Code, len(refs))
	for i := range refs {
		out[i] = "350203"
	}
	return out, s.err
}

// A record says its district in its first entry; of another the source is asked,
// once; it is the same in every reading.
func TestDistricts(t *testing.T) {
	first, later, none := *granted(), *granted(), *granted()
	first.Ref.ID, first.Version, first.Changes = uuid.UUID{1}, 1, []governance.Field{field("district", `"350205"`)}
	later.Ref.ID, later.Version = uuid.UUID{2}, 7
	none.Ref.ID, none.Version, none.Changes = uuid.UUID{3}, 1, nil
	second := first
	second.Version = 2
	s := &asked{entries: []governance.Entry{first, second, later, none, later}}
	r := feed.NewReader(s, feed.NewForm("", described()))
	for range 3 {
		events, err := r.Read(t.Context(), 0, 10)
		require.NoError(t, err)
		var got []orgtree.Code
		for _, e := range events {
			got = append(got, e.District)
		}
		assert.Equal(t, []orgtree.Code{"350205", "350205", "350203", "", "350203"}, got)
	}
	assert.Equal(t, 1, s.refs)
	s.err = errors.New("away")
	_, err := r.Read(t.Context(), 0, 10)
	require.ErrorIs(t, err, s.err)
}
