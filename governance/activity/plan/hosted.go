package plan

import (
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Hosted is whose a record is to look after (主办): the organisation that began it,
// and the community, which may always act where its compound may [D].
type Hosted struct {
	Host      orgtree.Code `json:"host" zh:"主办单位" en:"Organiser"`
	Community orgtree.Code `json:"community,omitempty" zh:"社区" en:"Community"`
}

// WhoHosts appends the organiser and the community, for an authority or an audience.
func (h *Hosted) WhoHosts(to []governance.Address) []governance.Address {
	return append(to, governance.Unit(h.Host), governance.Unit(h.Community))
}

// HostedBy is what a host looks after at a place.
func HostedBy(host, place orgtree.Code, m *governance.Moment) Hosted {
	return Hosted{host, m.UnitAt(governance.Of(orgtree.Community, place))}
}
