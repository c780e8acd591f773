package casework_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/governance"
)

// withIdentity is a report by somebody who gives name, phone and address.
func withIdentity() casework.Report {
	r := report()
	r.Text = "详见" + plantedAddress
	r.Place.Address = plantedAddress
	r.Sender = casework.Sender{Name: plantedName, Phone: plantedPhone}
	return r
}

// page is a matter as somebody is shown it.
func (w *world) page(who string, id uuid.UUID) string {
	w.tb.Helper()
	v, err := w.cases.Shelf.Get(w.tb.Context(), w.actor(who), id)
	require.NoError(w.tb, err)
	page, err := v.JSON("zh")
	require.NoError(w.tb, err)
	return string(page)
}

// past is a matter's history as somebody is shown it.
func (w *world) past(who string, id uuid.UUID) string {
	w.tb.Helper()
	entries, err := w.cases.History(w.tb.Context(), w.actor(who), id, 0, 0)
	require.NoError(w.tb, err)
	var out strings.Builder
	for _, e := range entries {
		fmt.Fprintf(&out, "%s %v", e.Command, e.By)
		for _, f := range append(e.Body, e.Changes...) {
			out.WriteString(f.Name + string(f.Value))
		}
	}
	return out.String()
}

// Architecture: identity is masked until revealed with a reason, to that one
// person, for a day; content is shown to whoever may see the matter; the sender
// sees their own.
func TestIdentityIsMaskedUntilRevealed(t *testing.T) {
	w := newWorld(t, nil)
	id := w.do("resident", uuid.Nil, withIdentity()).ID
	for _, who := range []string{"compound", "community", "town", "centre"} {
		for _, shown := range []string{w.page(who, id), w.past(who, id)} {
			require.NotContains(t, shown, plantedName, who)
			require.NotContains(t, shown, plantedPhone, who)
			require.Contains(t, shown, plantedAddress, who)
		}
		require.Contains(t, w.page(who, id), "139****4321")
		require.Contains(t, w.page(who, id), "欧***")
	}
	require.Contains(t, w.page("resident", id), plantedPhone)

	w.do("community", id, governance.RevealIdentity{Reason: "联系反映人"})
	require.Contains(t, w.page("community", id), plantedPhone)
	require.Contains(t, w.past("community", id), plantedName)
	require.NotContains(t, w.page("compound", id), plantedPhone, "only to who asked")
	require.Contains(t, w.past("centre", id), "reveal", "an entry of its own")

	w.to(w.now.Add(25 * time.Hour))
	require.NotContains(t, w.page("community", id), plantedPhone, "for a day")
}

// Erasing takes the personal data out of the matter and its history for good,
// and the history still verifies; the matter goes on to its end.
func TestErasedMatterGoesOn(t *testing.T) {
	w := newWorld(t, nil)
	id := w.do("resident", uuid.Nil, withIdentity()).ID
	w.do("community", id, governance.RevealIdentity{Reason: "联系反映人"})
	w.do("community", id, governance.Note{Text: "已致电" + plantedPhone})
	w.do("centre", id, governance.Erase{Reason: "当事人申请"})
	for _, who := range []string{"resident", "community", "centre"} {
		for _, shown := range []string{w.page(who, id), w.past(who, id)} {
			for _, secret := range []string{plantedName, plantedPhone, plantedAddress, "路灯坏了"} {
				require.NotContains(t, shown, secret, who)
			}
		}
	}
	found, _, err := w.cases.List(t.Context(), w.actor("centre"), governance.Query{Text: "路灯"})
	require.NoError(t, err)
	require.Empty(t, found, "the title is not searched any more")
	require.NoError(t, w.cases.Verify(t.Context(), id))

	w.do("compound", id, casework.Verify{})
	w.do("compound", id, casework.Whistle{Reason: "超出能力"})
	w.do("town", id, casework.ReportIn{})
	w.do("town", id, completed())
	w.do("compound", id, casework.Pass{})
	w.answer(id)
	w.rateAll(id, 5)
	require.Equal(t, "solved", w.get(id).Outcome)
	require.NoError(t, w.cases.Verify(t.Context(), id))
}

// An anonymous sender is named to nobody, whatever their post, and still may do
// what a sender may.
func TestAnonymousSender(t *testing.T) {
	for _, who := range []string{"resident", "water"} {
		w := newWorld(t, nil)
		r := report()
		r.Sender.Anonymous = true
		c := w.do(who, uuid.Nil, r)
		require.Equal(t, haihong, c.Checker, "2.1 [D]: of an anonymous sender, the community of the place")
		require.Empty(t, c.Sender.Unit)
		for _, reader := range []string{"community", "town", "centre"} {
			require.NotContains(t, w.past(reader, c.ID), who, reader)
			require.NotContains(t, w.page(reader, c.ID), `"`+who+`"`, reader)
		}
		w.do(who, c.ID, casework.Withdraw{})
	}
}

// A resident is named to nobody in the history either: what they did stands
// there without their account.
func TestResidentsAreNotNamedInHistory(t *testing.T) {
	w := newWorld(t, nil)
	id := w.reported()
	w.do("resident", id, governance.Note{Text: "补充一句"})
	require.NotContains(t, w.past("centre", id), "resident")
	require.Contains(t, w.past("resident", id), "补充一句")
}

// The public board holds what was asked, who handled it, how it ended and when,
// and nothing personal (2.2 [R]); everyone reads it, without an account.
func TestTheBoardHoldsNothingPersonal(t *testing.T) {
	w := newWorld(t, nil)
	id := w.do("resident", uuid.Nil, withIdentity()).ID
	w.do("compound", id, casework.Verify{Category: "A103"})
	w.do("compound", id, casework.Whistle{Reason: "超出能力"})
	w.do("town", id, casework.ReportIn{})
	w.do("town", id, casework.Complete{Outcome: casework.Outcome(casework.Partly), Result: "联系" + plantedPhone})
	w.do("compound", id, casework.Pass{})
	for _, summary := range []string{plantedName + "的路灯", "地址" + plantedAddress, plantedPhone} {
		_, err := w.try("community", id, casework.Publish{Summary: summary})
		require.Equal(t, []string{"summary personal-data"}, faults(t, err))
	}
	w.do("community", id, casework.Publish{Summary: "路灯部分修复"})
	views, _, err := w.board.List(t.Context(), governance.Actor{}, governance.Query{})
	require.NoError(t, err)
	require.Len(t, views, 1)
	shown, err := views[0].JSON("zh")
	require.NoError(t, err)
	for _, want := range []string{"路灯部分修复", string(townHaicang), string(haihong), "partly", w.get(id).Serial, w.get(id).Completed.Format("2006-01-02")} {
		require.Contains(t, string(shown), want)
	}
	for _, secret := range []string{plantedName, plantedPhone, plantedAddress, "resident", "路灯坏了"} {
		require.NotContains(t, string(shown), secret)
	}
}

// The feed, which integrations read, holds no personal value of any command.
func TestTheFeedHoldsNothingPersonal(t *testing.T) {
	w := newWorld(t, nil)
	secret := "机密" + plantedPhone
	other := w.atTown()
	w.do("resident", uuid.Nil, spoken(report(), secret))
	for _, s := range stands(w) {
		for _, command := range w.cases.Describe().Commands {
			for _, who := range []string{"resident", "compound", "community", "town", "centre", "housing"} {
				cmd := fitting(t, command.Verb, s.matter, other)
				_, _ = w.try(who, s.matter.ID, spoken(cmd, secret))
			}
		}
	}
	entries, err := w.office.Feed(t.Context(), 0, 10000)
	require.NoError(t, err)
	require.Greater(t, len(entries), 300)
	for _, e := range entries {
		require.Empty(t, e.Personal)
		for _, f := range append(e.Body, e.Changes...) {
			require.NotContains(t, string(f.Value), secret, "%s %s", e.Verb, f.Name)
		}
	}
}

// spoken puts a text into the free text of a command. The two whose text is
// meant for others to read, the summary and the reason of an erasure, stay.
func spoken(cmd governance.Command, text string) governance.Command {
	switch c := cmd.(type) {
	case casework.Report:
		c.Title, c.Text, c.Place.Address, c.Sender.Name = " "+text, text, text, text // a title is trimmed, so the command keeps its own
		return c
	case casework.Amend:
		c.Title, c.Text, c.Address = &text, &text, &text
		return c
	case casework.Verify:
		c.Text = text
		return c
	case casework.Return:
		c.Reason = text
		return c
	case casework.Decline:
		c.Reason = text
		return c
	case casework.Withdraw:
		c.Reason = text
		return c
	case casework.Whistle:
		c.Reason = text
		return c
	case casework.Escalate:
		c.Reason = text
		return c
	case casework.Refuse:
		c.Reason = text
		return c
	case casework.Progress:
		c.Text = text
		return c
	case casework.Pause:
		c.Reason = text
		return c
	case casework.Explain:
		c.Text = text
		return c
	case casework.Complete:
		c.Result = text
		return c
	case casework.SendBack:
		c.Reason = text
		return c
	case casework.Feedback:
		c.Text = text
		return c
	case casework.Rate:
		c.Text = text
		return c
	case casework.Reopen:
		c.Reason = text
		return c
	case casework.Split:
		c.Parts[0].Title, c.Parts[0].Text = text, text
		return c
	case governance.Note:
		c.Text = text
		return c
	}
	return cmd
}
