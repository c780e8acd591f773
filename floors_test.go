package jinlin_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// floor is one row of the house's plan: what the code of a directory, and of
// those below it that have no row of their own, may import.
type floor struct {
	dir   string   // "X/*" stands for each directory in X without a row of its own
	ours  []string // directories of ours it may import besides its own; nil is none
	third []string // third-party packages it may import; nil is none
	pure  bool     // no I/O, clock, randomness, goroutine, environment
	why   string   // said to whoever breaks the row
}

const (
	testify = "github.com/stretchr/testify"
	uuids   = "github.com/google/uuid"
	decimal = "github.com/shopspring/decimal"
)

var (
	values = []string{uuids, decimal}
	ground = []string{"civil", "orgtree", "governance/workday"}
	law    = append([]string{"governance"}, ground...)
	page   = append([]string{"internal/markdown"}, law...)
	outbox = append([]string{"governance/feed"}, law...)
	// anything stands for: whatever the module of the directory requires.
	anything = []string{"*"}
)

// floors is the only statement of who may import whom; the linter's table is
// written from it. The most telling row for a directory is the longest.
var floors = []floor{
	{dir: ".", pure: true,
		why: "the front door only tells where things are"},
	{dir: "civil", pure: true,
		why: "the ground of the ground: one date type for everybody, so it knows nobody"},
	{dir: "orgtree", ours: []string{"civil"}, third: values, pure: true,
		why: "ground floor: the tree of units must be usable without the law and without the calendar"},
	{dir: "governance/workday", ours: []string{"civil"}, third: values, pure: true,
		why: "ground floor: the working-day calendar must be usable without units and without the law"},
	{dir: "governance", ours: ground, third: values, pure: true,
		why: "the law knows no institution and no store: those come to it"},
	{dir: "governance/ledgertest", ours: law, third: append([]string{testify}, values...),
		why: "the conformance suite must run on anybody's store, so it knows the contract only"},
	{dir: "governance/feed", ours: law, third: values, pure: true,
		why: "the way out of the house serves every institution, broker and store without knowing one: a sink, a keeper, time and chance come in"},
	{dir: "governance/feed/feedtest", ours: outbox, third: append([]string{testify}, values...),
		why: "the conformance suite must run on anybody's keeper, so it knows the contract only"},
	{dir: "internal/markdown", pure: true,
		why: "the tables of pages are written the same by whoever writes pages, so it knows nobody"},
	{dir: "governance/yearreport", ours: page, third: values, pure: true,
		why: "the report asks the institutions by name, and knows none; its charts and its page stand below it"},
	{dir: "governance/*", ours: page, third: values, pure: true,
		why: "an institution stands on the law alone; it meets the others through further commands"},
	{dir: "scoring", ours: page, third: values, pure: true,
		why: "a score is computed from observations, wherever they come from: casework may import scoring, never the reverse"},
	{dir: "casework", ours: append([]string{"scoring", "governance/notice"}, law...), third: values, pure: true,
		why: "the matter stands on the law and on scoring; it meets the other institutions through further commands, of which the notice board's are the only ones it gives"},
	{dir: "internal/scripttest", ours: law, third: append([]string{testify}, values...),
		why: "scripts play any institution by its description, so they know the law only"},
	{dir: "internal/districttest", ours: append([]string{"internal/scripttest", "governance/organisation", "orgtree/synth"}, law...), third: append([]string{testify}, values...),
		why: "the test district serves any institution by its description, so it knows the law and the organisation only"},
	{dir: "adapters/memory", ours: outbox, third: values,
		why: "the memory store is part of the root module: it may bring no driver, and keeps any institution's records without knowing one"},
	{dir: "adapters/webhook", ours: outbox, third: values,
		why: "the webhook sink is part of the root module: the standard library signs, dials and posts, so nobody inherits a client"},
	{dir: "adapters/*", ours: outbox, third: anything,
		why: "an adapter serves every institution through the law, knows none, and is exchangeable, so it knows no other adapter"},
	{dir: "examples", ours: anything, third: anything,
		why: "examples may import everything and are imported by nothing"},
	{dir: "tools", ours: nil, third: anything,
		why: "the tools' module only pins versions"},
}

// ban is a standard package that pure code may not import, whole subtrees.
type ban struct{ pkg, why string }

var bans = []ban{
	{"crypto/rand", "randomness comes in with the Moment, as reserved ids; else a replay differs from the day it replays"},
	{"database/sql", "storage is an adapter's business, behind the Ledger"},
	{"expvar", "the domain publishes nothing; whoever runs it measures it"},
	{"flag", "options come in as values"},
	{"io/ioutil", "files are I/O: data comes in as bytes or an io.Reader"},
	{"log", "the domain does not log: what happened is in its answer and its entries, and personal data never reaches a log"},
	{"math/rand", "randomness comes in; a seeded source belongs to the caller"},
	{"net", "transport is an adapter's business"},
	{"os", "the domain reads no file and no environment: what it needs comes in"},
	{"plugin", "institutions are added by assembling them, in code"},
	{"syscall", "the domain does not know the system it runs on"},
	{"testing", "a package that imports testing puts its flags into everybody's binary; a sibling package named …test costs nothing"},
	{"unsafe", "nothing here is worth what it gives up"},
}

// floorOf finds the row of a directory and the directory it holds for, which
// differs from the row's own only under a "*".
func floorOf(dir string) (row floor, top string, found bool) {
	for _, f := range floors {
		parent, each := strings.CutSuffix(f.dir, "/*")
		if each && strings.HasPrefix(dir, parent+"/") {
			name, _, _ := strings.Cut(strings.TrimPrefix(dir, parent+"/"), "/")
			if !slices.ContainsFunc(floors, func(o floor) bool { return o.dir == parent+"/"+name }) {
				return f, parent + "/" + name, true
			}
		}
		longer := len(f.dir) > len(top) || !found
		if !each && longer && (f.dir == dir || f.dir != "." && inside(dir, f.dir)) {
			row, top, found = f, f.dir, true
		}
	}
	return row, top, found
}

// checkImports holds every import to the row of the package that makes it.
func checkImports(t *tree) (faults []string) {
	for _, s := range t.sources {
		row, top, found := floorOf(s.dir)
		if !found {
			faults = append(faults, s.path+": stands on no floor: give its directory a row in floors_test.go, with a reason")
			continue
		}
		for _, spec := range s.file.Imports {
			imported, _ := strconv.Unquote(spec.Path.Value)
			if why := refusal(s, row, top, imported); why != "" {
				faults = append(faults, t.at(spec, "%s may not import %s: %s", s.dir, imported, why))
			}
		}
	}
	return faults
}

// refusal is why a source may not make an import, or "" where it may.
func refusal(s *source, row floor, top, imported string) string {
	if dir, ours := cutModule(imported); ours {
		_, its, _ := floorOf(dir)
		return unless(its == top || covered(row.ours, dir) || s.test && lookAround(row, dir), row.why)
	}
	if first, _, _ := strings.Cut(imported, "/"); strings.Contains(first, ".") {
		known := slices.ContainsFunc(row.third, func(p string) bool { return p == "*" || inside(imported, p) })
		return unless(known || s.test && inside(imported, testify),
			"an embedder inherits what the root module requires: "+row.why)
	}
	for _, b := range bans {
		testable := b.pkg == "testing" && (s.test || strings.HasSuffix(top, "test"))
		everywhere := b.pkg == "testing"
		if inside(imported, b.pkg) && (everywhere && !testable || row.pure && !s.test) {
			return b.why
		}
	}
	return ""
}

// lookAround reports whether a test may import dir: tests of the root module
// may use all of it (a real store is better than a mocked one), those of an
// adapter all but other adapters' modules.
func lookAround(row floor, dir string) bool {
	_, its, _ := floorOf(dir)
	return its == "adapters/memory" || !inside(its, "adapters") && its != "examples" && row.dir != "tools"
}

func covered(dirs []string, dir string) bool {
	return slices.Contains(dirs, "*") || slices.Contains(dirs, dir)
}

func cutModule(imported string) (dir string, ours bool) {
	if imported == module {
		return ".", true
	}
	return strings.CutPrefix(imported, module+"/")
}

func unless(allowed bool, why string) string {
	if allowed {
		return ""
	}
	return why
}

func TestFloorOf(t *testing.T) {
	for dir, want := range map[string]string{
		".": ".", "civil": "civil", "casework/internal/x": "casework",
		"governance": "governance", "governance/workday": "governance/workday",
		"governance/mediation": "governance/mediation", "governance/mediation/x": "governance/mediation",
		"adapters/memory": "adapters/memory", "adapters/sqlite/migrations": "adapters/sqlite",
		"examples/bench/ratios": "examples",
	} {
		_, top, found := floorOf(dir)
		require.True(t, found, dir)
		require.Equal(t, want, top, dir)
	}
	_, _, found := floorOf("cellar")
	require.False(t, found, "a directory nobody planned must not slip in")
}
