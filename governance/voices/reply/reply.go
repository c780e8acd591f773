package reply

import (
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/voices/channel"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Kind is the kind under which public answers are kept.
const Kind = "public-reply"

// The phases of a public answer.
const (
	Shown governance.Phase = "shown" // 公开中
	Taken governance.Phase = "taken" // 已撤下
)

// A Reply is an answer that everyone may read (公开答复). It holds no personal data.
type Reply struct {
	governance.Head
	Channel channel.Channel `json:"channel" zh:"渠道" en:"Channel"`
	Unit    orgtree.Code    `json:"unit" zh:"答复单位" en:"Unit that answered"`
	Asked   string          `json:"asked" zh:"反映事项" en:"What was asked"`
	Answer  string          `json:"answer" zh:"答复" en:"Answer"`
}

func (r *Reply) show(cmd Show, _ *governance.Moment) {
	r.Channel, r.Unit, r.Asked, r.Answer, r.Parent = cmd.Channel, cmd.Unit, cmd.Asked, cmd.Answer, cmd.Voice
}

func (r *Reply) takeDown(_ TakeDown, m *governance.Moment) { r.Close(m, string(Taken)) }

func (r *Reply) whoAnswers(to []governance.Address) []governance.Address {
	return append(to, governance.Unit(r.Unit), governance.Of(orgtree.Centre, r.District))
}
