package casework_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/governance"
)

// inquire gives a command about an inquiry a minute later.
func (w *world) inquire(who string, id uuid.UUID, cmd governance.Command) (*casework.Inquiry, error) {
	w.now = w.now.Add(time.Minute)
	return w.inquiries.Do(w.tb.Context(), governance.Request{Actor: w.actor(who), ID: id, Command: cmd})
}

// asked is an inquiry of the resident's.
func (w *world) asked() uuid.UUID {
	w.tb.Helper()
	q, err := w.inquire("resident", uuid.Nil, casework.Ask{
		Title: "医保在哪办", Text: "新生儿", Place: casework.Place{Unit: sunshine, Address: plantedAddress}, Sender: casework.Sender{Name: plantedName, Phone: plantedPhone},
	})
	require.NoError(w.tb, err)
	return q.ID
}

// 2.3: asked, answered or turned into a matter; who may which, in both phases,
// for everybody.
func TestInquiryRights(t *testing.T) {
	answers := map[string]bool{"community": true, "centre": true, "compound": true}
	sees := map[string]bool{"community": true, "centre": true, "compound": true, "resident": true, "town": true}
	for _, p := range players {
		for name, cmd := range map[string]governance.Command{"answer": casework.Reply{Text: "一楼"}, "convert": casework.Convert{}} {
			w := newWorld(t, nil)
			id := w.asked()
			_, err := w.inquire(p.name, id, cmd)
			want := "ok"
			if !answers[p.name] {
				want = "forbidden"
			}
			if !sees[p.name] {
				want = "not-found"
			}
			require.Equal(t, want, kindOf(t, err), "%s %s", p.name, name)
			if err == nil { // and not a second time
				for _, again := range []governance.Command{casework.Reply{Text: "一楼"}, casework.Convert{}} {
					_, err := w.inquire(p.name, id, again)
					require.Equal(t, "not-allowed", kindOf(t, err))
				}
			}
		}
	}
}

// 2.3: an inquiry that is turned into a matter: one commit, linked both ways,
// with what was said, in the name of whoever asked.
func TestConvertedInquiry(t *testing.T) {
	w := newWorld(t, nil)
	id := w.asked()
	q, err := w.inquire("community", id, casework.Convert{Category: "B603"})
	require.NoError(t, err)
	require.Equal(t, casework.PhaseConverted, q.Phase)
	require.Equal(t, "converted", q.Outcome)
	c := w.get(q.Matter)
	require.Equal(t, governance.OriginOf(governance.Ref{Kind: casework.KindInquiry, ID: id}), c.Origin)
	require.Equal(t, "医保在哪办", c.Title)
	require.Equal(t, "新生儿", c.Text)
	require.Equal(t, "B603", c.Category)
	require.Equal(t, casework.Sender{Name: plantedName, Phone: plantedPhone}, c.Sender)
	require.Equal(t, "resident", c.Subject)
	require.Equal(t, sunshine, c.Checker, "the sender's own organisation checks it")
	own := w.entries(casework.KindCase, c.ID)
	require.Equal(t, governance.Ref{Kind: casework.KindInquiry, ID: id}, own[0].Cause.Ref)
	require.NotNil(t, running(c, "verify", sunshine))
	w.do("resident", c.ID, casework.Withdraw{}) // it is the sender's own

	_, err = w.inquire("community", w.asked(), casework.Convert{Category: "Z9"})
	require.Equal(t, []string{"category unknown-category"}, faults(t, err))
}

// An inquiry is warned of and answered in time like a matter, and keeps its
// sender's identity as a matter does.
func TestInquiryClockAndIdentity(t *testing.T) {
	w := newWorld(t, nil)
	id := w.asked()
	w.to(w.now.AddDate(0, 0, 14))
	q, err := w.inquire("community", id, casework.Reply{Text: "一楼窗口"})
	require.NoError(t, err)
	require.Equal(t, governance.Missed, q.Deadlines[0].State(w.now))
	require.Equal(t, governance.Red, q.Deadlines[0].Warned)
	v, err := w.inquiries.Shelf.Get(t.Context(), w.actor("community"), id)
	require.NoError(t, err)
	page, err := v.JSON("zh")
	require.NoError(t, err)
	require.NotContains(t, string(page), plantedPhone)
	require.NoError(t, w.inquiries.Verify(t.Context(), id))
	_, err = w.inquire("centre", id, governance.Erase{Reason: "当事人申请"})
	require.NoError(t, err)
	require.NoError(t, w.inquiries.Verify(t.Context(), id))
}

// What an inquiry lacks is named like what a matter lacks.
func TestInquiryFaults(t *testing.T) {
	w := newWorld(t, nil)
	_, err := w.inquire("resident", uuid.Nil, casework.Ask{})
	require.Equal(t, []string{"title required", "place.unit required"}, faults(t, err))
	_, err = w.inquire("resident", uuid.Nil, casework.Ask{Title: "x", Category: "Z9", Place: casework.Place{Unit: townHaicang}, Sender: casework.Sender{Phone: marker}})
	require.ElementsMatch(t, []string{"category unknown-category", "place.unit no-community", "sender.phone bad-phone"}, faults(t, err))
	_, err = w.inquire("community", w.asked(), casework.Reply{})
	require.Equal(t, []string{"text required"}, faults(t, err))
}

// Of a person without a title to it, an anonymous inquiry names nobody.
func TestAnonymousInquiry(t *testing.T) {
	w := newWorld(t, nil)
	q, err := w.inquire("water", uuid.Nil, casework.Ask{Title: "x", Place: casework.Place{Unit: sunshine}, Sender: casework.Sender{Anonymous: true}})
	require.NoError(t, err)
	entries, err := w.inquiries.History(t.Context(), w.actor("community"), q.ID, 0, 0)
	require.NoError(t, err)
	require.Empty(t, entries[0].By.Person)
	require.Empty(t, entries[0].By.Unit)
	require.Empty(t, q.Sender.Unit)
}
