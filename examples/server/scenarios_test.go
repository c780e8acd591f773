package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/examples/institutions"
	"github.com/jinlin-project/jinlin/examples/server/demo"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/internal/scripttest"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Issue 5: "a walk through each by HTTP on the demo server with the demo accounts":
// the scenarios of every institution, which its own tests hold to their transcripts,
// played over HTTP. What a script says is refused is refused with the same kind of
// error.
func TestScenariosOverHTTP(t *testing.T) {
	files, err := filepath.Glob("../../governance/*/testdata/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	walked, seen := map[string]bool{}, map[string]bool{}
	for _, file := range files {
		institution := filepath.Base(filepath.Dir(filepath.Dir(file)))
		walked[institution] = true
		t.Run(institution+"/"+strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			raw, err := os.ReadFile(file)
			require.NoError(t, err)
			w := newWalk(t, filepath.Dir(file))
			w.script(string(raw))
			w.report(seen)
		})
	}
	packages, err := filepath.Glob("../../governance/*/table.go")
	require.NoError(t, err)
	for _, p := range packages {
		if name := filepath.Base(filepath.Dir(p)); name != "organisation" {
			require.True(t, walked[name], "%s has no scenario", name)
		}
	}
	if !t.Failed() {
		require.Empty(t, unseen(seen), "no answer has a number where these rows of the year's report say")
	}
}

// A walk is a script on a server: what it calls records and people.
type walk struct {
	*server
	shelves []*governance.Shelf
	tree    *orgtree.Tree
	refs    map[string]governance.Ref
	last    map[string]string // who acted on a record last
	counted map[string]int
	people  map[string]string // person ids by account
	after   string
	line    string
	table   string // of the rights of those that the scenarios are of
}

// foreign reports whether a kind is not what the scenarios are of.
func (w *walk) foreign(kind string) bool { return !strings.Contains(w.table, " "+kind+"\n") }

// newWalk begins one, in a folder of scenarios. Where several institutions have the
// same command, that of the folder's own is meant: those of its table of rights.
func newWalk(t *testing.T, folder string) *walk {
	shelves, err := institutions.All(nil)
	require.NoError(t, err)
	table, err := os.ReadFile(filepath.Join(folder, "rights.md"))
	require.NoError(t, err)
	org, err := demo.District()
	require.NoError(t, err)
	w := &walk{
		server: start(t, "-demo", "-addr", "127.0.0.1:0", "-clock", "2024-09-27T09:00:00+08:00", "-db", "memory:"), shelves: shelves,
		tree: org.On(civil.MustParse("2024-09-27")), refs: map[string]governance.Ref{}, last: map[string]string{}, counted: map[string]int{}, people: map[string]string{}, table: string(table),
	}
	slices.SortStableFunc(w.shelves, func(a, b *governance.Shelf) int {
		return cmp.Compare(strconv.FormatBool(w.foreign(a.Describe().Kind)), strconv.FormatBool(w.foreign(b.Describe().Kind)))
	})
	for _, one := range w.do("", "GET /v1/demo/accounts", nil).want(200).list("items") {
		w.people[one["account"].(string)] = ""
	}
	require.NotEmpty(t, w.people)
	maps.Copy(w.people, scripttest.Holders(w.tree))
	w.settle(filepath.Base(filepath.Dir(folder)))
	w.meet() // the district itself
	return w
}

// settle changes the organisation as an institution's own tests do, through the
// district's account.
func (w *walk) settle(institution string) {
	w.t.Helper()
	today := civil.MustParse("2024-09-27")
	change := func(verb string, body fields) {
		list := w.do("district", "GET /v1/organisations", nil).want(200).list("items")
		if verb != "appoint" {
			body["day"] = today.String()
		}
		w.do("district", "POST /v1/organisations/"+list[0]["id"].(string)+"/"+verb, body).want(200)
	}
	appoint := func(kind orgtree.PostKind, unit orgtree.Code, account string) {
		change("appoint", fields{"id": account + "-" + kind.String(), "post": fields{"kind": kind.String(), "unit": unit, "person": w.Text(account), "from": today.String(), "to": civil.Forever.String()}})
	}
	switch institution {
	case "contact": // the leader alone sits on the standing committee
		for _, p := range w.tree.Holders(orgtree.StandingMember, "P"+demo.Root) {
			change("end-post", fields{"id": p.ID})
		}
		appoint(orgtree.StandingMember, "P"+demo.Root, "leader")
		appoint(orgtree.DistrictLeader, demo.Root, "neighbour")
		appoint(orgtree.DistrictLeader, demo.Root, "volunteer")
	case "partnership": // a social organisation has a branch
		const society = "350205001001O01"
		change("add-unit", fields{"unit": fields{"code": "P" + society, "name": "爱心志愿协会党支部", "kind": "agency-committee", "form": "branch", "parent": "P350205001001", "at": society}})
		appoint(orgtree.Secretary, "P"+society, "neighbour")
	}
}

func (w *walk) script(text string) {
	w.t.Helper()
	for line := range strings.SplitSeq(text, "\n") {
		words := scripttest.Cut(line)
		if len(words) == 0 || strings.HasPrefix(line, "|") || strings.HasPrefix(line, "#") {
			continue
		}
		w.line = line
		switch words[0] {
		case "at":
			at, err := time.ParseInLocation("2006-01-02 15:04", words[1]+" "+words[2], civil.Zone)
			require.NoError(w.t, err, line)
			w.clock("to", at.Format(time.RFC3339)).want(200)
			w.meet()
		case "ends": // the organisation of the demonstration stays as it is
			return
		case "ask":
			w.question(words[1], words[2], words[3], strings.Join(words[4:], " "))
		case "show", "page", "history":
			w.look(words[0], words[1])
		case "expect":
			w.expect(words[1], words[2], strings.Join(words[3:], " "))
		default:
			w.command(scripttest.ParseLine(words))
		}
	}
}

// command gives a line's command.
func (w *walk) command(l scripttest.Line) {
	w.t.Helper()
	ref := governance.Ref{}
	if l.Record != "" {
		ref = w.Ref(l.Record)
	}
	shelf, sheet := l.Find(w.shelves, ref.Kind)
	require.NotNil(w.t, sheet, w.line)
	path := "POST /v1/" + shelf.Describe().Path
	switch {
	case ref.Kind != "":
		path += "/" + ref.ID.String() + "/" + sheet.Verb
	case !opensFirst(shelf, sheet): // only the first goes without its name
		path += "/" + sheet.Verb
	}
	a := w.do(l.Who, path, l.Body(sheet, w))
	kinds := map[int]string{200: "ok", 201: "ok", 403: "forbidden", 404: "not-found", 422: "invalid"}
	got := kinds[a.status]
	if a.status == 409 {
		got = map[bool]string{true: l.Want}[l.Want == "not-allowed" || l.Want == "conflict"]
	}
	require.Equal(w.t, l.Want, got, "%s: %d %s", w.line, a.status, a.body)
	if l.Want != "ok" {
		return
	}
	if l.As != "" {
		ref = governance.Ref{Kind: a.str("kind"), ID: uuid.MustParse(a.str("id"))}
		w.refs[l.As] = ref
	}
	w.last[ref.ID.String()] = l.Who
	w.meet()
}

// opensFirst reports whether a command is the first of an institution by which a
// person opens records.
func opensFirst(shelf *governance.Shelf, sheet *governance.CommandSheet) bool {
	for _, c := range shelf.Describe().Commands {
		if c.Opens && c.Person {
			return c.Verb == sheet.Verb
		}
	}
	return false
}

// meet calls what has been opened meanwhile by its kind and a number.
func (w *walk) meet() {
	w.t.Helper()
	for {
		page := w.do("centre", "GET /v1/events?limit=1000&after="+url.QueryEscape(w.after), nil).want(200)
		if len(page.list("items")) == 0 {
			return
		}
		w.after = page.str("next")
		for _, e := range page.list("items") {
			part := strings.FieldsFunc(e["id"].(string), func(r rune) bool { return r == '/' || r == ':' })
			kind, id, version := part[0], uuid.MustParse(part[1]), part[2]
			if version == "1" && !w.called(id) && kind != "organisation" {
				w.counted[kind]++
				w.refs[fmt.Sprint(kind, w.counted[kind])] = governance.Ref{Kind: kind, ID: id}
			}
		}
	}
}

func (w *walk) called(id uuid.UUID) bool {
	for _, ref := range w.refs {
		if ref.ID == id {
			return true
		}
	}
	return false
}

// witness is somebody who sees a record: whoever acted on it last, or the centre.
func (w *walk) witness(ref governance.Ref) string {
	if who := w.last[ref.ID.String()]; who != "" {
		return who
	}
	return "centre"
}

func (w *walk) at(ref governance.Ref) string {
	for _, s := range w.shelves {
		if s.Describe().Kind == ref.Kind {
			return "/v1/" + s.Describe().Path + "/" + ref.ID.String()
		}
	}
	w.Tell("no institution is %s", ref.Kind)
	return ""
}

// look reads a record, its history or its page.
func (w *walk) look(what, name string) {
	w.t.Helper()
	ref := w.Ref(name)
	path := w.at(ref) + map[string]string{"history": "/history", "page": "/page"}[what]
	if what == "page" {
		path = w.at(ref)
	}
	w.do(w.witness(ref), "GET "+path, nil).want(200)
}

func (w *walk) expect(name, what, want string) {
	w.t.Helper()
	ref := w.Ref(name)
	switch what {
	case "hidden-from":
		w.do(want, "GET "+w.at(ref), nil).want(404)
	case "seen-by":
		w.do(want, "GET "+w.at(ref), nil).want(200)
	case "phase":
		if a := w.do(w.witness(ref), "GET "+w.at(ref), nil); a.status == 200 {
			require.Equal(w.t, want, a.str("phase"), w.line)
		}
	}
}

// question asks what a script asks, with the parameters in the query.
func (w *walk) question(who, kind, question, params string) {
	w.t.Helper()
	query := url.Values{}
	for name, value := range w.params(params) {
		query.Set(name, fmt.Sprint(value))
	}
	for _, s := range w.shelves {
		if s.Describe().Kind == kind {
			a := w.do(who, "GET /v1/"+s.Describe().Path+"/"+question+"?"+query.Encode(), nil)
			require.Less(w.t, a.status, 500, "%s: %s", w.line, a.body)
			require.NotEqual(w.t, 400, a.status, "%s: %s", w.line, a.body)
			require.False(w.t, a.status == 404 && !query.Has("id"), "%s: %s", w.line, a.body)
		}
	}
}

func (w *walk) params(text string) (out fields) {
	w.t.Helper()
	if text == "" {
		return nil
	}
	for {
		from := strings.Index(text, "{{")
		if from < 0 {
			break
		}
		to := from + strings.Index(text[from:], "}}")
		name := text[from+2 : to]
		text = text[:from] + w.stands(name) + text[to+2:]
	}
	require.NoError(w.t, json.Unmarshal([]byte(text), &out), w.line)
	return out
}

// stands is what a name in the parameters of a question stands for.
func (w *walk) stands(name string) string {
	if ref, ok := w.refs[name]; ok {
		return ref.ID.String()
	}
	if person := w.Text(name); person != name {
		return person
	}
	return string(w.Code(name))
}

// Code, Ref, Text and Tell give the words of a line their meaning.
func (w *walk) Code(name string) orgtree.Code { return scripttest.CodeIn(w.tree, name) }

func (w *walk) Ref(name string) governance.Ref {
	ref, ok := w.refs[name]
	require.True(w.t, ok, "%s: nothing is called %s", w.line, name)
	return ref
}

func (w *walk) Text(word string) string {
	id, known := w.people[word]
	if !known {
		return word
	}
	if id == "" {
		id = w.do(word, "GET /v1/me", nil).want(200).str("person")
		w.people[word] = id
	}
	return id
}

func (w *walk) Tell(format string, args ...any) {
	require.Fail(w.t, fmt.Sprintf(format, args...), w.line)
}
