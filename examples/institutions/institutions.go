// Package institutions lists what the examples assemble. Adding an institution
// to the server, the documents and the simulations is adding its line here.
package institutions

import (
	"errors"

	"github.com/jinlin-project/jinlin/adapters/httpapi"
	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/activity"
	"github.com/jinlin-project/jinlin/governance/mediation"
	"github.com/jinlin-project/jinlin/governance/mutualaid"
	"github.com/jinlin-project/jinlin/governance/notice"
	"github.com/jinlin-project/jinlin/governance/organisation"
	"github.com/jinlin-project/jinlin/governance/volunteer"
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
	add(&all, func() (*governance.Book[mediation.Mediation], error) { return mediation.New(nil) })
	add(&all, func() (*governance.Book[activity.Activity], error) { return activity.New(nil) })
	add(&all, activity.NewSignUps)
	add(&all, activity.NewFixedDays)
	add(&all, func() (*governance.Book[mutualaid.Need], error) {
		return mutualaid.New(nil, casework.KindCase, volunteer.KindTalent)
	})
	add(&all, func() (*governance.Book[mutualaid.Help], error) { return mutualaid.NewHelps(nil) })
	add(&all, func() (*governance.Book[volunteer.Talent], error) { return volunteer.NewTalents(nil) })
	add(&all, volunteer.NewTeams)
	add(&all, volunteer.NewPostings)
	add(&all, volunteer.NewAssignments)
	add(&all, func() (*governance.Book[volunteer.Service], error) { return volunteer.NewServices(nil) })
	addAppraisal(&all)
	add(&all, organisation.New)
	return all.shelves, errors.Join(all.problems...)
}

// house gathers shelves and what was wrong with them.
type house struct {
	shelves  []*governance.Shelf
	problems []error
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
