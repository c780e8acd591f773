package reportin

import (
	"errors"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/reportin/member"
	"github.com/jinlin-project/jinlin/governance/reportin/organisation"
	"github.com/jinlin-project/jinlin/governance/reportin/participation"
	"github.com/jinlin-project/jinlin/governance/reportin/rate"
)

// Books are the books of this institution.
type Books struct {
	Organisations  *governance.Book[organisation.Organisation]
	Members        *governance.Book[member.Member]
	Participations *governance.Book[participation.Participation]
}

// Shelves are those of all books, to be assembled.
func (b *Books) Shelves() []*governance.Shelf {
	return []*governance.Shelf{b.Organisations.Shelf, b.Members.Shelf, b.Participations.Shelf}
}

// New returns the books; nil takes the default limits.
func New(limits governance.Limits) (*Books, error) {
	limits = limits.Or(DefaultLimits())
	organisations, err := organisation.New(limits, rate.Questions()...)
	members, memberErr := member.New()
	participations, participationErr := participation.New(limits)
	return &Books{organisations, members, participations}, errors.Join(err, memberErr, participationErr)
}

// DefaultLimits returns the time limits, which a district may set otherwise.
func DefaultLimits() governance.Limits {
	return governance.Limits{
		governance.LimitOf(organisation.LimitAccept, 5, governance.WorkingDays, "4 G5 [D]").
			Say("对接", "taking it", "单位报到后5个工作日内对接服务清单", "within 5 working days the community looks at the service list"),
		governance.LimitOf(participation.LimitConfirm, 10, governance.WorkingDays, "4 G5 [D]").
			Say("确认", "confirming", "登记参与后10个工作日内由社区确认", "within 10 working days the community confirms what was done"),
	}
}
