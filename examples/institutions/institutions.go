// Package institutions lists what the examples assemble. Adding an institution
// to the server, the documents and the simulations is adding its line here.
package institutions

import (
	"errors"

	"github.com/jinlin-project/jinlin/adapters/httpapi"
	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/account"
	"github.com/jinlin-project/jinlin/governance/activity"
	"github.com/jinlin-project/jinlin/governance/contact"
	"github.com/jinlin-project/jinlin/governance/hearing"
	"github.com/jinlin-project/jinlin/governance/mediation"
	"github.com/jinlin-project/jinlin/governance/notice"
	"github.com/jinlin-project/jinlin/governance/organisation"
	"github.com/jinlin-project/jinlin/governance/selfgov"
	"github.com/jinlin-project/jinlin/governance/venue"
	"github.com/jinlin-project/jinlin/governance/voices"
	"github.com/jinlin-project/jinlin/scoring/annual"
	"github.com/jinlin-project/jinlin/scoring/appraisal"
)

// All returns a new shelf of every institution, with a policy for matters; nil
// takes the defaults.
func All(policy *casework.Policy) ([]*governance.Shelf, error) {
	var all house
	add(&all, func() (*governance.Book[casework.Case], error) { return casework.New(policy) })
	add(&all, func() (*governance.Book[casework.Inquiry], error) { return casework.NewInquiries(policy) })
	add(&all, func() (*governance.Book[casework.Sample], error) { return casework.NewSamples(policy) })
	add(&all, notice.New)
	add(&all, func() (*governance.Book[account.Account], error) { return account.New(nil) })
	add(&all, func() (*governance.Book[mediation.Mediation], error) { return mediation.New(nil) })
	addContact(&all)
	add(&all, venue.New)
	add(&all, func() (*governance.Book[venue.Upgrade], error) { return venue.NewUpgrades(nil) })
	add(&all, func() (*governance.Book[venue.Booking], error) { return venue.NewBookings(nil) })
	add(&all, func() (*governance.Book[activity.Activity], error) { return activity.New(nil) })
	add(&all, activity.NewSignUps)
	add(&all, activity.NewFixedDays)
	addSelfGovernance(&all)
	add(&all, func() (*governance.Book[hearing.Hearing], error) { return hearing.New(nil, casework.KindCase) })
	addVoices(&all)
	addAppraisal(&all)
	add(&all, organisation.New)
	return all.shelves, errors.Join(all.problems...)
}

// house gathers shelves and what was wrong with them.
type house struct {
	shelves  []*governance.Shelf
	problems []error
}

// addContact adds the contact of leaders with communities.
func addContact(h *house) {
	books, err := contact.New(nil, contact.Kinds{Case: casework.KindCase})
	if err != nil {
		h.problems = append(h.problems, err)
		return
	}
	h.shelves = append(h.shelves, books.Ties.Shelf, books.Visits.Shelf, books.Problems.Shelf)
}

// addSelfGovernance adds the institutions of residents' self-governance, which hand on
// to matters.
func addSelfGovernance(h *house) {
	books, err := selfgov.New(nil, casework.KindCase)
	if err != nil {
		h.problems = append(h.problems, err)
		return
	}
	h.shelves = append(h.shelves, books.Shelves()...)
}

// addVoices adds what residents say, which may be turned into matters.
func addVoices(h *house) {
	books, err := voices.New(nil, casework.KindCase)
	if err != nil {
		h.problems = append(h.problems, err)
		return
	}
	h.shelves = append(h.shelves, books.Voices.Shelf, books.Replies.Shelf)
}

// addAppraisal adds the institutions by which matters are scored each quarter, and
// those of the year, which cite them and draw figures from the others.
func addAppraisal(h *house) {
	books, err := appraisal.New(appraisal.DefaultSettings(casework.KindCase))
	if err != nil {
		h.problems = append(h.problems, err)
		return
	}
	year, err := annual.New(annual.DefaultSettings(casework.KindCase, casework.KindInquiry))
	if err != nil {
		h.problems = append(h.problems, err)
		return
	}
	h.shelves = append(h.shelves, books.Rules.Shelf, books.Rounds.Shelf, books.Opinions.Shelf, year.Assessments.Shelf, year.Sheets.Shelf)
}

func add[S any](h *house, open func() (*governance.Book[S], error)) {
	book, err := open()
	if err != nil {
		h.problems = append(h.problems, err)
		return
	}
	h.shelves = append(h.shelves, book.Shelf)
}

// Aliases are the questions that have a path of their own.
func Aliases() map[string]httpapi.Alias {
	return map[string]httpapi.Alias{"categories": {Kind: casework.KindCase, Question: "categories"}}
}
