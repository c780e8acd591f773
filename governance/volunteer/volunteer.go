package volunteer

import (
	"errors"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/volunteer/assignment"
	"github.com/jinlin-project/jinlin/governance/volunteer/posting"
	"github.com/jinlin-project/jinlin/governance/volunteer/service"
	"github.com/jinlin-project/jinlin/governance/volunteer/talent"
	"github.com/jinlin-project/jinlin/governance/volunteer/team"
)

// DefaultLimits returns the time limits, which a district may set otherwise.
func DefaultLimits() governance.Limits {
	return governance.Limits{
		governance.LimitOf(talent.LimitAccept, 5, governance.WorkingDays, "4 G10 [D]").
			Say("确认自荐", "answering an offer", "自荐后5个工作日内答复", "who offers themselves is answered within 5 working days"),
		governance.LimitOf(service.LimitConfirm, 5, governance.WorkingDays, "4 G10 [D]").
			Say("确认服务", "confirming a service", "登记后5个工作日内确认", "what is booked is confirmed within 5 working days"),
	}
}

// Books are the books of volunteering; assemble all of them together.
type Books struct {
	Talents     *governance.Book[talent.Talent]
	Teams       *governance.Book[team.Team]
	Postings    *governance.Book[posting.Posting]
	Assignments *governance.Book[assignment.Assignment]
	Services    *governance.Book[service.Service]
}

// New returns the books; nil takes the default limits.
func New(limits governance.Limits) (b Books, err error) {
	limits = limits.Or(DefaultLimits())
	var problems [5]error
	b.Talents, problems[0] = talent.New(limits)
	b.Teams, problems[1] = team.New()
	b.Postings, problems[2] = posting.New()
	b.Assignments, problems[3] = assignment.New()
	b.Services, problems[4] = service.New(limits)
	return b, errors.Join(problems[:]...)
}

// Shelves are those of all books, to be assembled.
func (b Books) Shelves() []*governance.Shelf {
	return []*governance.Shelf{b.Talents.Shelf, b.Teams.Shelf, b.Postings.Shelf, b.Assignments.Shelf, b.Services.Shelf}
}
