package organisation_test

import (
	"io"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/organisation"
	"github.com/jinlin-project/jinlin/orgtree"
)

// The district of these tests: two towns, three communities, a compound with
// its Party branch, a grid and a department.
const (
	root     orgtree.Code = "350205"
	east     orgtree.Code = "350205001"
	west     orgtree.Code = "350205002"
	harbour  orgtree.Code = "350205001001"
	hill     orgtree.Code = "350205001002"
	meadow   orgtree.Code = "350205002001"
	towers   orgtree.Code = "350205001001001"
	grid     orgtree.Code = "G1"
	works    orgtree.Code = "D01"
	centre   orgtree.Code = "C00"
	party    orgtree.Code = "P0"
	partyE   orgtree.Code = "P1"
	partyH   orgtree.Code = "P11"
	partyHil orgtree.Code = "P12"
)

func on(text string) civil.Date { return civil.MustParse(text) }

var first = on("2018-01-01")

func unit(code, parent orgtree.Code, kind orgtree.Kind, name string, at orgtree.Code, covers ...orgtree.Code) orgtree.Unit {
	return orgtree.Unit{Code: code, Name: name, Kind: kind, Parent: parent, At: at, Covers: covers}
}

func post(kind orgtree.PostKind, at orgtree.Code, person string) orgtree.Post {
	return orgtree.Post{Kind: kind, Unit: at, Person: person, From: first}
}

func founding(t testing.TB) *orgtree.Org {
	var changes []orgtree.Change
	for _, u := range []orgtree.Unit{
		unit(root, "", orgtree.District, "海沧区", ""), unit(centre, root, orgtree.Centre, "服务中心", ""), unit(works, root, orgtree.Department, "住建局", ""),
		unit(east, root, orgtree.Town, "东街道", ""), unit(west, root, orgtree.Town, "西街道", ""),
		unit(harbour, east, orgtree.Community, "海港社区", ""), unit(hill, east, orgtree.Community, "山边社区", ""), unit(meadow, west, orgtree.Community, "草埔社区", ""),
		unit(towers, harbour, orgtree.Compound, "双塔小区", ""), unit(grid, harbour, orgtree.Grid, "一网格", "", towers),
		unit(party, root, orgtree.DistrictCommittee, "区委", root), unit(partyE, party, orgtree.TownCommittee, "东街道党工委", east),
		unit(partyH, partyE, orgtree.CommunityCommittee, "海港社区党委", harbour), unit(partyHil, partyE, orgtree.CommunityCommittee, "山边社区党委", hill),
	} {
		changes = append(changes, orgtree.AddUnit{Unit: u, Day: first})
	}
	for id, p := range map[string]orgtree.Post{
		"1": post(orgtree.CentreClerk, centre, "zhong"), "2": post(orgtree.CommunityWorker, harbour, "deng"), "3": post(orgtree.TownClerk, east, "tang"),
		"4": post(orgtree.Secretary, partyH, "shu"), "5": post(orgtree.DistrictLeader, root, "ling"),
	} {
		changes = append(changes, orgtree.Appoint{ID: id, Post: p})
	}
	org, err := orgtree.New().Apply(changes...)
	require.NoError(t, err)
	return org
}

// A town hall is an office that keeps nothing but the organisation.
type hall struct {
	testing.TB
	ledger governance.Ledger
	book   *governance.Book[organisation.Organisation]
	dir    *organisation.Directory
	now    time.Time
}

func newHall(t testing.TB) *hall {
	h := openHall(t, memory.New())
	_, err := h.book.Do(t.Context(), governance.Request{
		Actor: governance.Actor{System: true}, ID: organisation.ID(root), Command: organisation.Found{Root: root, Org: founding(t)}})
	require.NoError(t, err)
	require.NoError(t, h.dir.Refresh(t.Context()))
	return h
}

func openHall(t testing.TB, ledger governance.Ledger) *hall {
	h := &hall{TB: t, ledger: ledger, now: time.Date(2024, 9, 27, 9, 0, 0, 0, civil.Zone)}
	var err error
	h.book, err = organisation.New()
	require.NoError(t, err)
	h.dir = organisation.NewDirectory(ledger, root)
	_, err = governance.Assemble(governance.Ports{Ledger: ledger, Now: func() time.Time { return h.now }, Entropy: chance(), Directory: h.dir}, h.book.Shelf)
	require.NoError(t, err)
	return h
}

func chance() io.Reader { return rand.NewChaCha8([32]byte{1}) }

// tree is the organisation on a day, as the directory answers.
func (h *hall) tree(day string) *orgtree.Tree {
	tree, expect, err := h.dir.Tree(h.Context(), on(day))
	require.NoError(h, err)
	require.Len(h, expect, 1)
	require.Equal(h, governance.Ref{Kind: organisation.Kind, ID: organisation.ID(root)}, expect[0].Ref)
	return tree
}

// try gives a command to the organisation.
func (h *hall) try(person string, cmd governance.Command) error {
	_, err := h.book.Do(h.Context(), governance.Request{
		Actor: governance.ActorOf(h.tree("2024-09-27"), person, person), ID: organisation.ID(root), Command: cmd})
	return err
}

// do gives a command in the name of the centre; it must succeed.
func (h *hall) do(cmd governance.Command) {
	h.Helper()
	require.NoError(h, h.try("zhong", cmd), cmd.Verb())
	require.NoError(h, h.dir.Refresh(h.Context()))
}

func (h *hall) stored() governance.Stored {
	got, err := h.ledger.Load(h.Context(), governance.Ref{Kind: organisation.Kind, ID: organisation.ID(root)})
	require.NoError(h, err)
	return got[0]
}

func (h *hall) entries() []governance.Entry {
	all, err := h.ledger.Entries(h.Context(), governance.Span{Ref: governance.Ref{Kind: organisation.Kind, ID: organisation.ID(root)}, Limit: 10000})
	require.NoError(h, err)
	return all
}
