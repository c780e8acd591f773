// Package institutions lists what the examples assemble. Adding an institution
// to the server, the documents and the simulations is adding its line here.
package institutions

import (
	"errors"

	"github.com/jinlin-project/jinlin/adapters/httpapi"
	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/alliance"
	"github.com/jinlin-project/jinlin/governance/contact"
	"github.com/jinlin-project/jinlin/governance/mediation"
	"github.com/jinlin-project/jinlin/governance/notice"
	"github.com/jinlin-project/jinlin/governance/organisation"
	"github.com/jinlin-project/jinlin/governance/partnership"
	"github.com/jinlin-project/jinlin/governance/reportin"
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
	addContact(&all)
	addReportIn(&all)
	addAlliance(&all)
	addPartnership(&all)
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

// addReportIn adds the report-in of organisations and their members.
func addReportIn(h *house) {
	books, err := reportin.New(nil)
	if err != nil {
		h.problems = append(h.problems, err)
		return
	}
	h.shelves = append(h.shelves, books.Organisations.Shelf, books.Members.Shelf, books.Participations.Shelf)
}

// addAlliance adds the alliances of units around communities.
func addAlliance(h *house) {
	books, err := alliance.New(nil)
	if err != nil {
		h.problems = append(h.problems, err)
		return
	}
	h.shelves = append(h.shelves, books.Alliances.Shelf, books.Members.Shelf, books.Items.Shelf, books.Entries.Shelf)
}

// addPartnership adds the studios of retired cadres, and the partnerships.
func addPartnership(h *house) {
	books, err := partnership.New(nil)
	if err != nil {
		h.problems = append(h.problems, err)
		return
	}
	h.shelves = append(h.shelves, books.Studios.Shelf, books.Events.Shelf, books.Partnerships.Shelf, books.Services.Shelf)
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
