package host

import (
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Hosted is whose a record is to look after (主办): the organisation that began it,
// and the community, which may always act where its compound may [D].
type Hosted struct {
	Host      orgtree.Code `json:"host" zh:"发起单位" en:"Organisation"`
	Community orgtree.Code `json:"community,omitempty" zh:"社区" en:"Community"`
}

// WhoHosts appends those who look after it, for an authority or an audience.
func (h *Hosted) WhoHosts(to []governance.Address) []governance.Address {
	return append(to, governance.Unit(h.Host), governance.Unit(h.Community))
}

// At is what a host looks after at a place.
func At(host, place orgtree.Code, m *governance.Moment) Hosted {
	return Hosted{host, m.UnitAt(governance.Of(orgtree.Community, place))}
}

// A SixForm is one of the six forms in which a compound's organisation calls
// residents to serve (六式).
type SixForm string

// Choices lists the six forms with their labels.
func (SixForm) Choices() []governance.Choice {
	return []governance.Choice{
		governance.ChoiceOf("joint", "联动式", "jointly, with other units"), governance.ChoiceOf("rota", "轮值式", "by rota"), governance.ChoiceOf("group", "组团式", "in groups"),
		governance.ChoiceOf("menu", "菜单式", "chosen from a menu"), governance.ChoiceOf("paired", "结对式", "in pairs"), governance.ChoiceOf("mutual", "双向式", "both ways"),
	}
}

// MayHost refuses whoever does not act for a place.
func MayHost(place orgtree.Code, m *governance.Moment) error {
	var f governance.Faults
	if len(m.Org.Answers(place)) == 0 {
		f.Add("place", "no-community", "应在本区某一单位内", "does not lie in the district")
		return f.Err()
	}
	if _, ok := m.AnswersFor(place); !ok {
		return governance.Refuse("只有属地组织可以进行此操作", "only an organisation that answers for the place does this")
	}
	return nil
}
