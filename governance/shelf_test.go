package governance_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/organisation"
	"github.com/jinlin-project/jinlin/orgtree"
)

// keyed is a request with an idempotency key.
func (w *world) keyed(person, key string, id uuid.UUID, cmd governance.Command, digest byte) (*governance.Receipt, error) {
	return w.loans.Shelf.Do(w.Context(), governance.Request{
		Actor: w.actor(person), ID: id, Command: cmd, Key: key, Digest: governance.Digest{digest},
		Render: func(v *governance.View) ([]byte, error) { return fmt.Appendf(nil, "%s v%d", v.Ref.ID, v.Version), nil },
	})
}

// "One effect each, first answer byte for byte": many equal requests at once do
// one thing and are all answered alike.
func TestSameKeyAtOnce(t *testing.T) {
	w := newWorld(t)
	feed := w.feed()
	answers := make([]string, 16)
	var wg sync.WaitGroup
	for i := range answers {
		wg.Go(func() {
			r, err := w.keyed(ann, "k", uuid.Nil, asking(), 1)
			if assert.NoError(t, err) {
				answers[i] = string(r.Answer)
			}
		})
	}
	wg.Wait()
	for _, a := range answers {
		require.Equal(t, answers[0], a)
	}
	assert.Equal(t, feed+2, w.feed(), "one loan and its tag")
}

// overtaken is a ledger in which something happens right after the first look
// for an answer.
type overtaken struct {
	governance.Ledger
	by func()
}

func (l *overtaken) Answer(ctx context.Context, account, key string, now time.Time) (governance.Answer, error) {
	kept, err := l.Ledger.Answer(ctx, account, key, now)
	if l.by != nil {
		by := l.by
		l.by = nil
		by()
	}
	return kept, err
}

// "First answer byte for byte": a request sent again while the first is still
// under way, as after a lost connection, is not refused for what the first does.
func TestSameKeyOvertaken(t *testing.T) {
	w := newWorld(t)
	id := w.ask(ann).ID
	ledger := &overtaken{Ledger: w.ledger}
	slow := &world{TB: t, now: w.now, cal: w.cal, ledger: ledger}
	slow.assemble(7)
	var first *governance.Receipt
	ledger.by = func() {
		var err error
		first, err = w.keyed(deng, "k", id, Lend{Key: "7"}, 1)
		require.NoError(t, err)
	}
	again, err := slow.keyed(deng, "k", id, Lend{Key: "7"}, 1)
	require.NoError(t, err, "a loan is not lent twice, but that is not what was asked")
	assert.True(t, again.Replayed)
	assert.Equal(t, first.Answer, again.Answer)
	_, err = slow.keyed(deng, "other", id, Lend{Key: "7"}, 1)
	var refused *governance.NotAllowedError
	require.ErrorAs(t, err, &refused, "under another key it is")
}

// A key belongs to its account, its request and its week.
func TestKeys(t *testing.T) {
	w := newWorld(t)
	first, err := w.keyed(ann, "k", uuid.Nil, asking(), 1)
	require.NoError(t, err)
	require.False(t, first.Replayed)
	again, err := w.keyed(ann, "k", uuid.Nil, asking(), 1)
	require.NoError(t, err)
	assert.True(t, again.Replayed)
	assert.Equal(t, first.Answer, again.Answer)
	_, err = w.keyed(ann, "k", uuid.Nil, asking(), 2)
	require.Equal(t, governance.KeyReused, reason(err))
	other, err := w.keyed(bo, "k", uuid.Nil, asking(), 2)
	require.NoError(t, err)
	assert.NotEqual(t, first.Answer, other.Answer)
	bad := asking()
	bad.Purpose = ""
	_, err = w.keyed(bo, "k2", uuid.Nil, bad, 3)
	require.Error(t, err)
	_, err = w.keyed(bo, "k2", uuid.Nil, asking(), 4)
	require.NoError(t, err, "what was refused keeps no key")
	w.to("2024-10-04 09:00")
	fresh, err := w.keyed(ann, "k", uuid.Nil, asking(), 9)
	require.NoError(t, err, "a week later the key is free")
	assert.NotEqual(t, first.Answer, fresh.Answer)
}

func reason(err error) governance.ConflictReason {
	var conflict *governance.ConflictError
	if errors.As(err, &conflict) {
		return conflict.Reason
	}
	return ""
}

// A key without a Render, or replayed through a typed book, is no panic and no
// silent nothing.
func TestKeyWithoutRender(t *testing.T) {
	w := newWorld(t)
	req := governance.Request{Actor: w.actor(ann), Command: asking(), Key: "k", Digest: governance.Digest{1}}
	first, err := w.loans.Do(t.Context(), req)
	require.NoError(t, err)
	again, err := w.loans.Do(t.Context(), req)
	require.NoError(t, err)
	require.NotNil(t, again, "a typed caller gets the record as it stands")
	assert.Equal(t, first.ID, again.ID)
}

// A render that fails, fails the request and keeps nothing.
func TestRenderFails(t *testing.T) {
	w := newWorld(t)
	feed, boom := w.feed(), errors.New("boom")
	_, err := w.loans.Do(t.Context(), governance.Request{
		Actor: w.actor(ann), Command: asking(), Key: "k", Render: func(*governance.View) ([]byte, error) { return nil, boom }})
	require.ErrorIs(t, err, boom)
	assert.Equal(t, feed, w.feed())
}

// A caller who names a version is refused when it is no longer current, also
// when only time has acted since; one who names none is decided anew.
func TestVersions(t *testing.T) {
	w := newWorld(t)
	l := w.lent(ann, "7")
	give := func(version int64, cmd governance.Command) error {
		_, err := w.loans.Do(t.Context(), governance.Request{Actor: w.actor(deng), ID: l.ID, Command: cmd, Version: version})
		return err
	}
	require.Equal(t, governance.Stale, reason(give(1, governance.Note{Text: "一"})))
	require.Equal(t, governance.Stale, reason(give(3, governance.Note{Text: "一"})))
	require.NoError(t, give(2, governance.Note{Text: "一"}))
	require.Equal(t, governance.Stale, reason(give(2, governance.Note{Text: "一"})))
	w.to("2024-10-14 09:00")
	require.NoError(t, give(3, governance.Note{Text: "二"}), "time acts first, in the same commit; the caller relied on what was stored")
	assert.EqualValues(t, 6, w.stored(loanRef(l.ID)).Version)
}

// interrupting is a ledger in which somebody else always comes first, a number
// of times.
type interrupting struct {
	governance.Ledger
	times int
	first func()
}

func (l *interrupting) Commit(ctx context.Context, c governance.Commit) error {
	if l.times > 0 {
		l.times--
		l.first()
	}
	return l.Ledger.Commit(ctx, c)
}

// A collision is decided anew, a dozen times; with a version it is refused.
func TestCollisions(t *testing.T) {
	w := newWorld(t)
	other := w.another(8)
	l := w.lent(ann, "7")
	ledger := &interrupting{Ledger: w.ledger, first: func() { other.do(deng, l.ID, governance.Note{Text: "抢先"}) }}
	slow := &world{TB: t, now: w.now, cal: w.cal, ledger: ledger}
	slow.assemble(7)
	ledger.times = 11
	slow.do(ann, l.ID, governance.Note{Text: "终于"})
	assert.EqualValues(t, 2+12, w.stored(loanRef(l.ID)).Version, "eleven times somebody else, then we")
	ledger.times = 12
	_, err := slow.try(ann, l.ID, governance.Note{Text: "不成"})
	require.Equal(t, governance.Changed, reason(err))
	ledger.times = 1
	_, err = slow.loans.Do(t.Context(), governance.Request{Actor: slow.actor(ann), ID: l.ID, Command: governance.Note{Text: "版本"}, Version: 26})
	require.Equal(t, governance.Changed, reason(err))
	ledger.times = 1
	ledger.first = func() { other.do(deng, l.ID, Return{}) }
	_, err = slow.try(ann, l.ID, Return{})
	var notAllowed *governance.NotAllowedError
	require.ErrorAs(t, err, &notAllowed, "decided anew, the command may no longer be allowed")
}

// "A replica with a stale tree conflicts instead of deciding wrongly": it reads
// the organisation anew and decides by that.
func TestStaleOrganisationIsReadAnew(t *testing.T) {
	w := newWorld(t)
	other := w.another(8)
	l := w.ask(ann)
	clerk := w.actor(deng)
	require.True(t, other.tree().Has(harbour)) // it has read the organisation by now
	w.change(organisation.Move{Move: orgtree.Move{Code: hill, Parent: townWest, Day: civil.MustParse("2024-09-27")}})
	_, err := other.loans.Do(t.Context(), governance.Request{Actor: clerk, ID: l.ID, Command: PassUp{}})
	require.NoError(t, err)
	town, _ := other.tree().Town(hill)
	assert.Equal(t, townWest, town)
}

// "A replica with a stale tree conflicts instead of deciding wrongly": nor by
// what somebody was when they came. Whoever loses a post meanwhile is refused,
// whoever gets one may act, on the replica that did not know and on the one that
// has come to know since.
func TestPostsAreThoseOfTheOrganisationDecidedBy(t *testing.T) {
	w := newWorld(t)
	other := w.another(8)
	id := w.ask(ann).ID
	day := civil.MustParse("2024-09-27")
	clerk, nobody := other.actor(deng), other.actor(bo)
	w.change(organisation.EndPost{EndPost: orgtree.EndPost{ID: "1", Day: day}})
	w.change(organisation.Appoint{Appoint: orgtree.Appoint{ID: "8", Post: orgtree.Post{Kind: orgtree.CommunityWorker, Unit: harbour, Person: bo, From: day}}})
	for _, replica := range []*world{other, w} {
		give := func(who governance.Actor, cmd governance.Command) error {
			_, err := replica.loans.Do(t.Context(), governance.Request{Actor: who, ID: id, Command: cmd})
			return err
		}
		var unknown *governance.NotFoundError
		require.ErrorAs(t, give(clerk, governance.Note{Text: "已离任"}), &unknown)
		require.NoError(t, give(nobody, governance.Note{Text: "新上任"}))
		_, err := replica.loans.Get(t.Context(), clerk, id)
		require.ErrorAs(t, err, &unknown)
	}
}

// Posts that somebody handed in cannot be read anew: when the organisation has
// changed, it is for them to find out who may act, and to give the command again.
func TestPostsHandedInAreNotDecidedByTwice(t *testing.T) {
	w := newWorld(t)
	other := w.another(8)
	id := w.ask(ann).ID
	posts := other.actor(deng).Posts
	w.change(organisation.EndPost{EndPost: orgtree.EndPost{ID: "1", Day: civil.MustParse("2024-09-27")}})
	_, err := other.loans.Do(t.Context(), governance.Request{
		Actor: governance.Actor{Account: deng, Person: deng, Posts: posts}, ID: id, Command: governance.Note{Text: "已离任"}})
	require.Equal(t, governance.Depends, reason(err))
	require.EqualValues(t, 1, w.stored(loanRef(id)).Version)
}

// A refusal by an organisation that is no longer current is none: a place or a
// clerk that are new are known to every replica.
func TestRefusalByStaleOrganisation(t *testing.T) {
	w := newWorld(t)
	other := w.another(8)
	require.False(t, other.tree().Has("350205001001003"))
	w.change(organisation.AddUnit{AddUnit: orgtree.AddUnit{Day: civil.MustParse("2024-09-27"), Unit: orgtree.Unit{
		Code: "350205001001003", Name: "新小区", Kind: orgtree.Compound, Parent: harbour}}})
	ask := asking()
	ask.Room = "350205001001003"
	_, err := other.try(ann, uuid.Nil, ask)
	require.NoError(t, err)
}

// The office that changed the organisation knows of it at once.
func TestOwnChangeIsSeen(t *testing.T) {
	w := &world{TB: t, now: instant("2024-09-27 09:00"), cal: china(), ledger: memory.New()}
	w.assemble(1)
	org, err := orgtree.New().Apply(units()...)
	require.NoError(t, err)
	_, err = w.orgs.Do(t.Context(), governance.Request{
		Actor: governance.Actor{System: true}, ID: organisation.ID(district), Command: organisation.Found{Root: district, Org: org}})
	require.NoError(t, err)
	w.ask(ann)
}

// A sweeper, too, reads an organisation anew that has changed.
func TestSweepRefreshesStaleOrganisation(t *testing.T) {
	w := newWorld(t)
	other := w.another(8)
	w.ask(ann)
	require.True(t, other.tree().Has(harbour))
	w.change(organisation.Move{Move: orgtree.Move{Code: hill, Parent: townWest, Day: civil.MustParse("2024-09-27")}})
	other.to("2024-10-01 09:00")
	for range 2 {
		_, err := other.office.Sweep(t.Context())
		require.NoError(t, err)
	}
	at, _, err := other.office.NextWake(t.Context())
	require.NoError(t, err)
	assert.True(t, at.After(other.clock()), "at the second sweep at the latest nothing is due any more")
}

// Lists show what one may see, filtered, in pages.
func TestLists(t *testing.T) {
	w := newWorld(t)
	for range 7 {
		w.ask(ann)
		w.at(w.clock().Add(time.Minute))
	}
	west := asking()
	west.Room, west.Use = meadow, Feast
	w.do(bo, uuid.Nil, west)
	list := func(person string, q governance.Query) (serials []string) {
		for {
			views, next, err := w.loans.List(t.Context(), w.actor(person), q)
			require.NoError(t, err)
			for _, v := range views {
				serials = append(serials, v.Serial[len(v.Serial)-1:])
			}
			if next.IsZero() {
				return serials
			}
			q.After = next
		}
	}
	assert.Equal(t, []string{"7", "6", "5", "4", "3", "2", "1"}, list(deng, governance.Query{Limit: 3}))
	assert.Equal(t, []string{"8"}, list(mei, governance.Query{}))
	assert.Len(t, list(zhong, governance.Query{}), 8)
	assert.Empty(t, list(dai, governance.Query{}))
	assert.Equal(t, []string{"8"}, list(zhong, governance.Query{Class: "feast"}))
	assert.Equal(t, []string{"8"}, list(bo, governance.Query{Kind: "tag", Keys: []string{"350205001001"}}), "neither kind nor keys are the caller's to choose")
	assert.Empty(t, list(zhong, governance.Query{Desk: true}))
	assert.Len(t, list(deng, governance.Query{Desk: true, Text: "议事"}), 7)
}

// With the system's word a record may be opened under an id of its choosing,
// once.
func TestSystemChoosesTheID(t *testing.T) {
	w := newWorld(t)
	_, err := w.orgs.Do(t.Context(), governance.Request{
		Actor: governance.Actor{System: true}, ID: organisation.ID(district), Command: organisation.Found{Root: district, Org: orgtree.New()}})
	var notAllowed *governance.NotAllowedError
	require.ErrorAs(t, err, &notAllowed)
	_, err = w.try(ann, uuid.UUID{7}, asking())
	var missing *governance.NotFoundError
	require.ErrorAs(t, err, &missing, "a person may not")
}

// A context that has ended ends the request.
func TestContextEnds(t *testing.T) {
	w := newWorld(t)
	actor := w.actor(ann)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := w.loans.Do(ctx, governance.Request{Actor: actor, Command: asking()})
	require.ErrorIs(t, err, context.Canceled)
	_, err = w.office.Sweep(ctx)
	require.ErrorIs(t, err, context.Canceled)
}

// Verifying a record that does not exist says so; one whose history is damaged
// is found out.
func TestShelfVerify(t *testing.T) {
	w := newWorld(t)
	var missing *governance.NotFoundError
	require.ErrorAs(t, w.loans.Verify(t.Context(), uuid.UUID{1}), &missing)
	l := w.lent(ann, "7")
	require.NoError(t, w.loans.Verify(t.Context(), l.ID))
	forged := &forging{Ledger: w.ledger}
	o := &world{TB: t, now: w.now, cal: w.cal, ledger: forged}
	o.assemble(3)
	require.ErrorIs(t, o.loans.Verify(t.Context(), l.ID), governance.ErrTampered)
}

// forging is a ledger whose history somebody has altered.
type forging struct{ governance.Ledger }

func (f *forging) Entries(ctx context.Context, span governance.Span) ([]governance.Entry, error) {
	es, err := f.Ledger.Entries(ctx, span)
	if len(es) > 0 {
		es[0].Verb = "lend"
	}
	return es, err
}

func renameHill() governance.Command {
	return organisation.Rename{Rename: orgtree.Rename{Code: hill, Name: "山前社区", Day: civil.MustParse("2024-09-27")}}
}
