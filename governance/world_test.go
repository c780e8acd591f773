package governance_test

import (
	"bytes"
	"context"
	"io"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/organisation"
	"github.com/jinlin-project/jinlin/governance/workday"
	"github.com/jinlin-project/jinlin/orgtree"
)

// The units of the toy district: two towns, three communities, two compounds.
const (
	district   orgtree.Code = "350205"
	townEast   orgtree.Code = "350205001"
	townWest   orgtree.Code = "350205002"
	harbour    orgtree.Code = "350205001001" // community in the east
	hill       orgtree.Code = "350205001002" // community in the east
	meadow     orgtree.Code = "350205002001" // community in the west
	towers     orgtree.Code = "350205001001001"
	gardens    orgtree.Code = "350205001001002"
	centreUnit orgtree.Code = "350205C00"
	branch     orgtree.Code = "P350205001001001" // Party branch of the towers
)

// The people: who acts for which unit. ann, bo and ke hold no post.
const (
	ann   = "ann"
	bo    = "bo"
	deng  = "deng"  // worker of harbour
	dai   = "dai"   // worker of hill
	mei   = "mei"   // worker of meadow
	tang  = "tang"  // clerk of the eastern town
	tong  = "tong"  // clerk of the western town
	zhong = "zhong" // clerk of the centre
	shu   = "shu"   // secretary of the towers' branch
)

func units() []orgtree.Change {
	from := civil.MustParse("2018-01-01")
	unit := func(code, parent orgtree.Code, kind orgtree.Kind, name string) orgtree.Change {
		return orgtree.AddUnit{Unit: orgtree.Unit{Code: code, Name: name, Kind: kind, Parent: parent}, Day: from}
	}
	party := func(code, parent, at orgtree.Code, kind orgtree.Kind, name string) orgtree.Change {
		return orgtree.AddUnit{Unit: orgtree.Unit{Code: code, Name: name, Kind: kind, Parent: parent, At: at}, Day: from}
	}
	post := func(id string, kind orgtree.PostKind, at orgtree.Code, person string) orgtree.Change {
		return orgtree.Appoint{ID: id, Post: orgtree.Post{Kind: kind, Unit: at, Person: person, From: from}}
	}
	return []orgtree.Change{
		unit(district, "", orgtree.District, "海沧区"), unit(centreUnit, district, orgtree.Centre, "智慧管理服务中心"),
		unit(townEast, district, orgtree.Town, "东街道"), unit(townWest, district, orgtree.Town, "西街道"),
		unit(harbour, townEast, orgtree.Community, "海港社区"), unit(hill, townEast, orgtree.Community, "山边社区"),
		unit(meadow, townWest, orgtree.Community, "草埔社区"),
		unit(towers, harbour, orgtree.Compound, "双塔小区"), unit(gardens, harbour, orgtree.Compound, "花园小区"),
		party("P350205", district, district, orgtree.DistrictCommittee, "区委"),
		party("P350205001", "P350205", townEast, orgtree.TownCommittee, "东街道党工委"),
		party("P350205002", "P350205", townWest, orgtree.TownCommittee, "西街道党工委"),
		party("P350205001001", "P350205001", harbour, orgtree.CommunityCommittee, "海港社区党委"),
		party("P350205002001", "P350205002", meadow, orgtree.CommunityCommittee, "草埔社区党委"),
		party(branch, "P350205001001", towers, orgtree.CompoundBranch, "双塔小区党支部"),
		post("1", orgtree.CommunityWorker, harbour, deng), post("2", orgtree.CommunityWorker, hill, dai),
		post("3", orgtree.CommunityWorker, meadow, mei), post("4", orgtree.TownClerk, townEast, tang),
		post("5", orgtree.TownClerk, townWest, tong), post("6", orgtree.CentreClerk, centreUnit, zhong),
		post("7", orgtree.CompoundSecretary, branch, shu),
	}
}

// A world is a whole office of the toy institutions on one ledger.
type world struct {
	testing.TB
	mu     sync.Mutex
	now    time.Time
	cal    *workday.Calendar
	ledger governance.Ledger
	orgs   *governance.Book[organisation.Organisation]
	loans  *governance.Book[Loan]
	tags   *governance.Book[Tag]
	dir    *organisation.Directory
	office *governance.Office
	seen   int64 // of the feed
}

var china = sync.OnceValue(workday.China)

func instant(text string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", text, civil.Zone)
	if err != nil {
		panic(err)
	}
	return t
}

// newWorld is the toy district on a Friday before the National Day of 2024.
func newWorld(t testing.TB) *world { return newWorldOn(t, memory.New(), 1) }

func newWorldOn(t testing.TB, ledger governance.Ledger, seed byte) *world {
	w := &world{TB: t, now: instant("2024-09-27 09:00"), cal: china(), ledger: ledger}
	w.assemble(seed)
	org, err := orgtree.New().Apply(units()...)
	require.NoError(t, err)
	_, err = w.orgs.Do(t.Context(), governance.Request{
		Actor: governance.Actor{System: true}, ID: organisation.ID(district), Command: organisation.Found{Root: district, Org: org}})
	require.NoError(t, err)
	require.NoError(t, w.dir.Refresh(t.Context()))
	return w
}

// another is a second replica on the same ledger, with a directory of its own.
func (w *world) another(seed byte) *world {
	o := &world{TB: w.TB, now: w.now, cal: w.cal, ledger: w.ledger}
	o.assemble(seed)
	return o
}

func (w *world) assemble(seed byte) {
	var err error
	w.orgs, err = organisation.New()
	require.NoError(w, err)
	w.loans, err = governance.NewBook(loanInstitution())
	require.NoError(w, err)
	w.tags, err = governance.NewBook(tagInstitution())
	require.NoError(w, err)
	w.dir = organisation.NewDirectory(w.ledger, district)
	w.office, err = governance.Assemble(governance.Ports{
		Ledger: w.ledger, Now: w.clock, Entropy: chance(seed), Directory: w.dir, Calendar: w.calendar,
	}, w.orgs.Shelf, w.loans.Shelf, w.tags.Shelf)
	require.NoError(w, err)
}

// chance is seeded randomness that several goroutines may read.
func chance(seed byte) io.Reader { return &dice{src: rand.NewChaCha8([32]byte{seed})} }

type dice struct {
	mu  sync.Mutex
	src *rand.ChaCha8
}

func (d *dice) Read(p []byte) (int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.src.Read(p)
}

func (w *world) clock() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

func (w *world) calendar() *workday.Calendar {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.cal
}

// to moves the clock to an instant of China Standard Time.
func (w *world) to(text string) { w.at(instant(text)) }

func (w *world) at(t time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.now = t
}

func (w *world) tree() *orgtree.Tree {
	tree, err := w.office.Tree(w.Context(), civil.DateOf(w.clock()))
	require.NoError(w, err)
	return tree
}

// actor is a person with the posts of the day.
func (w *world) actor(person string) governance.Actor {
	return governance.ActorOf(w.tree(), person, person)
}

// change changes the organisation in the name of the centre.
func (w *world) change(cmd governance.Command) {
	_, err := w.orgs.Do(w.Context(), governance.Request{Actor: w.actor(zhong), ID: organisation.ID(district), Command: cmd})
	require.NoError(w, err)
	require.NoError(w, w.dir.Refresh(w.Context()))
}

// try gives a command to a loan and returns what came of it.
func (w *world) try(person string, id uuid.UUID, cmd governance.Command) (*Loan, error) {
	return w.loans.Do(w.Context(), governance.Request{Actor: w.actor(person), ID: id, Command: cmd})
}

// do gives a command that must succeed.
func (w *world) do(person string, id uuid.UUID, cmd governance.Command) *Loan {
	w.Helper()
	l, err := w.try(person, id, cmd)
	require.NoError(w, err, "%s by %s", cmd.Verb(), person)
	return l
}

// ask opens a loan of the towers' room.
func (w *world) ask(person string) *Loan { return w.do(person, uuid.Nil, asking()) }

func asking() Ask {
	return Ask{Room: towers, Use: Meeting, Purpose: "楼栋议事", Remark: "八人左右", Borrower: Borrower{
		Name: "张三丰", Phone: "13812348000", Card: "350205199001011234", Kin: Kin{Name: "李四", Note: "邻居"},
	}}
}

// lent is a loan whose key is out.
func (w *world) lent(person, key string) *Loan {
	return w.do(deng, w.ask(person).ID, Lend{Key: key})
}

func loanRef(id uuid.UUID) governance.Ref { return governance.Ref{Kind: "loan", ID: id} }

// stored is what the ledger holds of a record.
func (w *world) stored(ref governance.Ref) governance.Stored {
	got, err := w.ledger.Load(w.Context(), ref)
	require.NoError(w, err)
	return got[0]
}

// entries is the whole history of a record.
func (w *world) entries(ref governance.Ref) []governance.Entry {
	all, err := w.ledger.Entries(w.Context(), governance.Span{Ref: ref, Limit: 10000})
	require.NoError(w, err)
	return all
}

// unchanged runs f and insists that it left no trace of any kind in the ledger.
func (w *world) unchanged(ref governance.Ref, f func()) {
	w.Helper()
	before, feed := w.stored(ref), w.feed()
	f()
	after := w.stored(ref)
	require.Equal(w, before, after, "a refusal leaves the record whole")
	require.Equal(w, feed, w.feed(), "a refusal leaves no entry anywhere")
}

// feed is the position of the last entry of all.
func (w *world) feed() int64 {
	for {
		page, err := w.office.Feed(w.Context(), w.seen, 10000)
		require.NoError(w, err)
		if len(page) == 0 {
			return w.seen
		}
		w.seen = page[len(page)-1].Position
	}
}

// feedAfter is what left the house behind a position: all entries as bytes.
func (w *world) feedAfter(position int64) string {
	page, err := w.office.Feed(w.Context(), position, 10000)
	require.NoError(w, err)
	var b bytes.Buffer
	for _, e := range page {
		for _, f := range append(e.Body, e.Changes...) {
			b.WriteString(f.Name)
			b.Write(f.Value)
		}
	}
	return b.String()
}

// sweep lets time act on everything.
func (w *world) sweep() int {
	w.Helper()
	n, err := w.office.Sweep(context.WithoutCancel(w.Context()))
	require.NoError(w, err)
	return n
}
