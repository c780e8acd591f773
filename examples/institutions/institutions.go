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
	"github.com/jinlin-project/jinlin/governance/alliance"
	"github.com/jinlin-project/jinlin/governance/conference"
	"github.com/jinlin-project/jinlin/governance/contact"
	"github.com/jinlin-project/jinlin/governance/directive"
	"github.com/jinlin-project/jinlin/governance/duty"
	"github.com/jinlin-project/jinlin/governance/finance"
	"github.com/jinlin-project/jinlin/governance/hearing"
	"github.com/jinlin-project/jinlin/governance/mediation"
	"github.com/jinlin-project/jinlin/governance/mutualaid"
	"github.com/jinlin-project/jinlin/governance/notice"
	"github.com/jinlin-project/jinlin/governance/organisation"
	"github.com/jinlin-project/jinlin/governance/partnership"
	"github.com/jinlin-project/jinlin/governance/pay"
	"github.com/jinlin-project/jinlin/governance/reportin"
	"github.com/jinlin-project/jinlin/governance/selfgov"
	"github.com/jinlin-project/jinlin/governance/supervision"
	"github.com/jinlin-project/jinlin/governance/venue"
	"github.com/jinlin-project/jinlin/governance/voices"
	"github.com/jinlin-project/jinlin/governance/volunteer"
	"github.com/jinlin-project/jinlin/governance/volunteer/talent"
	"github.com/jinlin-project/jinlin/governance/yearreport"
	"github.com/jinlin-project/jinlin/scoring/annual"
	"github.com/jinlin-project/jinlin/scoring/appraisal"
)

// All returns a new shelf of every institution, with a policy for matters; nil
// takes the defaults.
func All(policy *casework.Policy) ([]*governance.Shelf, error) {
	var all house
	all.add(casework.New(policy))
	all.add(casework.NewInquiries(policy))
	all.add(casework.NewSamples(policy))
	all.add(notice.New())
	all.add(account.New(nil))
	all.add(mediation.New(nil))
	all.add(contact.New(nil, contact.Kinds{Case: casework.KindCase, Task: duty.Kind}))
	all.add(reportin.New(nil))
	all.add(alliance.New(nil))
	all.add(partnership.New(nil))
	all.add(venue.New(nil, nil))
	all.add(activity.New(nil))
	all.add(selfgov.New(nil, casework.KindCase, duty.Kind))
	all.add(finance.New(nil))
	all.add(pay.New(nil))
	all.add(hearing.New(nil, casework.KindCase, duty.Kind))
	all.add(voices.New(nil, casework.KindCase))
	all.add(mutualaid.New(nil, casework.KindCase, talent.Kind))
	all.add(volunteer.New(nil))
	all.add(duty.New(nil))
	all.add(directive.New(nil, duty.Kind))
	all.add(supervision.New(nil, duty.Kind))
	all.add(conference.New(nil, duty.Kind, casework.KindCase))
	all.add(appraisal.New(appraisal.DefaultSettings(casework.KindCase)))
	all.add(annual.New(annual.DefaultSettings(casework.KindCase, casework.KindInquiry)))
	all.add(yearreport.New(nil))
	all.add(organisation.New())
	return all.shelves, errors.Join(all.problems...)
}

// house gathers shelves and what was wrong with them.
type house struct {
	shelves  []*governance.Shelf
	problems []error
}

// add takes in what a package of institutions has opened: one book, or several.
func (h *house) add(books interface{ Shelves() []*governance.Shelf }, err error) {
	if err != nil {
		h.problems = append(h.problems, err)
		return
	}
	h.shelves = append(h.shelves, books.Shelves()...)
}

// Aliases are the questions that have a path of their own.
func Aliases() map[string]httpapi.Alias {
	return map[string]httpapi.Alias{"categories": {Kind: casework.KindCase, Question: "categories"}}
}
