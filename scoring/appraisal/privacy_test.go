package appraisal_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/internal/scripttest"
	"github.com/jinlin-project/jinlin/scoring"
	"github.com/jinlin-project/jinlin/scoring/appraisal"
)

// planted is what a resident said of themselves in matters that are counted.
var planted = []string{"欧阳娜娜", "13912345678", "保密路九百号", "水管爆裂详情"}

// "Personal data is shown only to those whose post needs it": nothing that a
// resident said comes up in opinions, tables, pages or the matters behind a number,
// and what objections tell stands in no entry.
func TestNothingPersonalInOpinions(t *testing.T) {
	w := memoryWorld(t)
	w.to("2024-07-02 09:00")
	var ids []uuid.UUID
	for range 5 {
		report := casework.Report{
			Title: planted[3], Text: planted[3], Place: casework.Place{Unit: community, Address: planted[2]},
			Sender: casework.Sender{Name: planted[0], Phone: planted[1]},
		}
		id := w.do("resident", uuid.Nil, report).ID
		w.do("community", id, casework.Verify{Category: "A103"})
		w.do("community", id, casework.Whistle{Reason: planted[3]})
		w.do("town", id, casework.ReportIn{})
		w.do("town", id, casework.Complete{Outcome: "solved", Result: planted[3]})
		w.do("community", id, casework.Pass{})
		w.finish(id, "community", 5, nil)
		ids = append(ids, id)
	}
	w.to("2024-10-08 09:00")
	position := int64(len(w.feed(0)))
	r := w.issued(responders)
	o := w.opinion(r, town)
	_, err := w.give("town", o.ID, appraisal.Object{Reason: secret, Matters: ids[:1]})
	require.NoError(t, err)
	_, err = w.give("centre", o.ID, appraisal.Accept{Reason: secret, LeaveOut: []appraisal.LeftOut{{Matter: ids[0], Reason: scoring.Exempted}}})
	require.NoError(t, err)
	var shown strings.Builder
	for _, e := range w.feed(position) {
		raw, err := json.Marshal(e)
		require.NoError(t, err)
		assert.NotContains(t, string(raw), secret, e.Verb)
		for _, f := range append(e.Body, e.Changes...) {
			assert.NotContains(t, string(f.Value), secret, "%s %s", e.Verb, f.Name)
			shown.Write(f.Value)
		}
	}
	view, err := w.books.Opinions.Shelf.Get(t.Context(), players["town"], o.ID)
	require.NoError(t, err)
	raw, err := view.JSON("zh")
	require.NoError(t, err)
	assert.Contains(t, string(raw), secret, "those concerned read what was objected")
	listing, err := w.matters("town", o.ID, "satisfied")
	require.NoError(t, err)
	fmt.Fprint(&shown, string(raw), w.page("town", w.books.Opinions.Shelf, o.ID), listing.Rows, w.table("town").Rows)
	for _, value := range planted {
		assert.NotContains(t, shown.String(), value)
	}
}

// What an objection and its ruling say is sealed, and the history stays whole.
func TestObjectionsAreSealed(t *testing.T) {
	w := memoryWorld(t)
	w.quarter()
	o := w.opinion(w.issued(responders), town)
	_, err := w.give("town", o.ID, appraisal.Object{Reason: secret})
	require.NoError(t, err)
	_, err = w.give("centre", o.ID, appraisal.Reject{Reason: secret + "不成立"})
	require.NoError(t, err)
	require.NoError(t, w.books.Opinions.Verify(t.Context(), o.ID))
	history, err := w.books.Opinions.History(t.Context(), players["town"], o.ID, 0, 100)
	require.NoError(t, err)
	var told strings.Builder
	for _, e := range history {
		for _, f := range append(e.Body, e.Changes...) {
			told.Write(f.Value)
		}
	}
	assert.Contains(t, told.String(), secret, "who may read the opinion reads its history too")
	again, err := w.books.Opinions.Get(t.Context(), players["town"], o.ID)
	require.NoError(t, err)
	assert.Equal(t, []string{secret, secret + "不成立"}, []string{again.Objection.Reason, again.Ruling.Reason})
}

// What a listing of opinions shows is one's own: no other unit's numbers come with
// it, in no order and by no filter.
func TestListsShowOnesOwn(t *testing.T) {
	w := memoryWorld(t)
	w.quarter()
	w.issued(responders)
	w.computed(scoring.PracticeRules().ID) // drafts: the centre's own
	for who, want := range map[string]int{"town": 1, "town2": 1, "housing": 1, "citymgmt": 1, "centre": 8, "district": 8, "resident": 0, "community": 0, "stranger": 0} {
		for _, q := range []governance.Query{{}, {Class: "responder"}, {Category: "2024-07-01/2024-10-01"}, {Unit: []string{string(town), string(town2), string(housing), string(cityMgmt)}}} {
			views, _, err := w.books.Opinions.List(t.Context(), players[who], q)
			require.NoError(t, err)
			assert.Len(t, views, want, "%s %v", who, q)
			for _, v := range views {
				o := v.Record().(*appraisal.Opinion)
				assert.True(t, want == 8 || string(o.Unit) == players[who].Account, who)
			}
		}
	}
}

// Nothing an opinion is made of can be written by anybody: every command that says
// numbers is a consequence, and people are told so.
func TestNobodyWritesNumbers(t *testing.T) {
	w := memoryWorld(t)
	w.quarter()
	o := w.opinion(w.issued(responders), town)
	forged := o.Content
	forged.Rank = 1
	for _, who := range everybody() {
		_, err := w.books.Opinions.Do(t.Context(), governance.Request{Actor: actorOf(who), Command: appraisal.Draft{District: district, Content: forged}})
		require.Equal(t, "forbidden", scripttest.KindOf(err), who)
		_, err = w.books.Opinions.Do(t.Context(), governance.Request{Actor: actorOf(who), ID: o.ID, Command: appraisal.Succeed{By: uuid.New()}})
		require.Contains(t, []string{"forbidden", "not-found"}, scripttest.KindOf(err), who)
		for _, question := range []string{"earlier", "citable", "contents"} {
			_, asked := w.books.Opinions.NewParams(question)
			require.False(t, asked, "%s is for decisions", question)
		}
	}
	again, err := w.books.Opinions.Get(t.Context(), players["centre"], o.ID)
	require.NoError(t, err)
	assert.Equal(t, o.Version, again.Version, "nothing came of it")
}
