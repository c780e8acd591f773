package organisation

import (
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// keeper appends who keeps the organisation: the district and its centre.
func (o *Organisation) keeper(to []governance.Address) []governance.Address {
	return append(to, governance.Unit(o.District), governance.Of(orgtree.Centre, o.District))
}

// row is one change of the tree as a row of the table.
func row[C change](byKeeper governance.Authority[Organisation], id, zh, en string) governance.Rule[Organisation] {
	return governance.On(governance.Phases(Standing), nil, byKeeper, canChange[C], makeChange[C]).
		As("organisation."+id, "1", zh, en)
}

func table() governance.Table[Organisation] {
	by := governance.By("keeper", "区或智慧管理服务中心", "the district or its centre", (*Organisation).keeper)
	verb := func(v, zh, en string) governance.VerbLabel {
		return governance.VerbLabel{Verb: v, Label: governance.Text{Zh: zh, En: en}}
	}
	return governance.Table[Organisation]{
		Kind:   Kind,
		Phases: []governance.PhaseLabel{{Phase: Standing, Label: governance.Text{Zh: "存续", En: "standing"}}},
		Verbs: []governance.VerbLabel{
			verb("found", "建立", "Found"), verb("add-unit", "设立", "Add unit"), verb("rename", "更名", "Rename"),
			verb("move", "划转", "Move"), verb("restation", "调整设置", "Restation"), verb("set-form", "组织形式变更", "Set form"),
			verb("set-covers", "调整覆盖", "Set covers"), verb("merge", "合并", "Merge"), verb("split", "拆分", "Split"),
			verb("dissolve", "撤销", "Dissolve"), verb("appoint", "任职", "Appoint"), verb("end-post", "离任", "End post"),
			verb("set-person", "人员信息变更", "Set person"),
		},
		Rules: []governance.Rule[Organisation]{
			governance.On(governance.Phases(governance.Unopened), governance.Phases(Standing), governance.BySystem[Organisation](), (*Organisation).canFound, (*Organisation).found).
				As("organisation.found", "1", "由导入或生成的机构建立", "founded from an imported or generated tree"),
			row[AddUnit](by, "add-unit", "设立单位，代码不得重用", "a unit is founded; codes are never used again"),
			row[Rename](by, "rename", "更名自某日起生效", "a new name holds from a day on"),
			row[Move](by, "move", "划转自某日起生效", "a unit moves under another parent from a day on"),
			row[Restation](by, "restation", "党组织调整所在单位", "a Party organisation stands at another unit"),
			row[SetForm](by, "set-form", "党支部、党总支、党委之间变更", "a branch becomes a general branch or a committee"),
			row[SetCovers](by, "set-covers", "调整网格、党组织覆盖范围", "what a grid or Party organisation covers is said anew"),
			row[Merge](by, "merge", "合并后由新单位承接未结事项", "the successor inherits open work"),
			row[Split](by, "split", "拆分须指明承接单位", "a unit is divided; one part inherits open work"),
			row[Dissolve](by, "dissolve", "撤销须指明承接单位", "dissolved only with a successor, who inherits open work"),
			row[Appoint](by, "appoint", "任职自某日起", "a person holds a post from a day on"),
			row[EndPost](by, "end-post", "离任自某日起", "a post ends on a day"),
			row[SetPerson](by, "set-person", "党员身份、所属组织变更", "membership and home of a person"),
		},
	}
}

// New returns the book of organisations.
func New() (*governance.Book[Organisation], error) {
	return governance.NewBook(governance.Institution[Organisation]{
		Kind: Kind, Path: "organisations", Source: "1", Schema: 1,
		Label:    governance.Text{Zh: "组织机构", En: "organisation"},
		Sentence: governance.Text{Zh: "区、镇街、社区、小区、楼栋及各类组织和岗位，每次变更都有日期", En: "units, bodies and posts, every change dated"},
		Table:    table(),
		File:     func(o *Organisation, h *governance.Header) { h.Unit = string(o.District) },
		Audience: func(o *Organisation, to []governance.Address) []governance.Address { return o.keeper(to) },
		Asks:     []governance.Question{askStaffing()},
	})
}
