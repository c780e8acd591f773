package orgtree

import "slices"

// Kind is what a unit is (单位类别): a level of administration, an organ of the
// district, a Party organisation or another body. Everything the package knows
// about a kind stands in its [KindRule]; the zero Kind is none of them.
//
// The numbers are internal and may change; the text form is stable.
type Kind uint8

// The administrative levels (行政层级), each a child of the one before.
const (
	Province  Kind = iota + 1 // 省
	City                      // 市
	District                  // 区
	Town                      // 镇街
	Community                 // 社区
	Compound                  // 小区
	Lane                      // 街巷, of the rank of a compound
	Building                  // 楼栋
)

// Grids and the organs of a district.
const (
	Grid       Kind = iota + 9 // 网格
	Department                 // 区直部门
	Centre                     // 智慧管理服务中心
)

// The Party organisations (党组织), beside the levels they lead at.
const (
	DistrictCommittee  Kind = iota + 12 // 区委
	TownCommittee                       // 镇街党(工)委
	CommunityCommittee                  // 社区党委
	CompoundBranch                      // 小区党支部
	BuildingGroup                       // 楼栋党小组
	MemberHousehold                     // 党员中心户
	AgencyCommittee                     // 机关企事业单位党组织
)

// Other bodies (其他组织).
const (
	Alliance           Kind = iota + 19 // 区域性党建联盟
	ResidentsCommittee                  // 居委会
	OwnersCommittee                     // 业委会
	PropertyCompany                     // 物业
	SocialOrganisation                  // 社会组织
	CommunityBusiness                   // 社区商企
	SocialWorkAgency                    // 社工机构
	Station                             // 民情收集处理站(点)
	PartnerUnit                         // 共建单位
)

// Class groups kinds by the part they play (单位性质).
type Class uint8

// The classes of kinds.
const (
	Level Class = iota + 1 // a level of administration, from province to building
	Organ                  // a grid, department or centre
	Party                  // a Party organisation
	Body                   // any other body
)

// KindRule is all that holds for one kind of unit: one row of the table from
// which units are validated, labelled and documented.
type KindRule struct {
	Kind     Kind
	ID       string // the text form of the kind; stable
	Label    Text
	Enlarged Text  // its name once part-time members sit on it; zero where none can
	Class    Class // the part it plays
	Rank     int   // 1 province to 7 building; 0 for a unit beside the levels
	Root     bool  // may stand without a parent
	Single   bool  // at most one of the kind under a parent at a time
	Leads    bool  // a Party organisation that leads where it stands, alone in that
	Speaks   bool  // its posts act for its parent too, whose body it is

	Parents []Kind // kinds its parent may be
	At      []Kind // kinds it may stand at; where there are some it must stand at one
	Covers  []Kind // kinds it may cover
	Inside  bool   // what it covers must lie within its parent
	Forms   []Form // forms it may have; any of them, or none

	Basis    Basis
	Sentence Text // the rule in one sentence
}

// Kinds returns the rules of all kinds, levels first. The slice is the
// caller's; what its rows point to is shared and must not be written to.
func Kinds() []KindRule { return slices.Clone(kindRules[1:]) }

// Rule returns the row of the kind. The zero Kind and unknown kinds have an
// empty row.
func (k Kind) Rule() KindRule { return *k.rule() }

func (k Kind) rule() *KindRule {
	if int(k) >= len(kindRules) {
		return &kindRules[0]
	}
	return &kindRules[k]
}

// ParseKind reads the text form of a kind. The error is a [*KindError].
func ParseKind(s string) (Kind, error) {
	for i := range kindRules {
		if kindRules[i].ID == s && i > 0 {
			return Kind(i), nil
		}
	}
	return 0, &KindError{}
}

// String returns the text form of the kind, such as "community".
func (k Kind) String() string { return k.rule().ID }

// Label returns the name of the kind in Chinese and English.
func (k Kind) Label() Text { return k.rule().Label }

// Rank is the administrative rank, from 1 (province) to 7 (building), or 0 for
// a unit beside the levels.
func (k Kind) Rank() int { return k.rule().Rank }

// Class returns the part the kind plays; 0 for no kind.
func (k Kind) Class() Class { return k.rule().Class }

// MarshalText writes the text form.
func (k Kind) MarshalText() ([]byte, error) {
	if k.rule().Kind == 0 {
		return nil, &KindError{}
	}
	return []byte(k.rule().ID), nil
}

// UnmarshalText reads what MarshalText writes. On an error the kind keeps its
// value.
func (k *Kind) UnmarshalText(text []byte) error {
	v, err := ParseKind(string(text))
	if err == nil {
		*k = v
	}
	return err
}

// KindError says that a text is not the id of a kind of unit.
type KindError struct{}

// Error describes the fault in English.
func (*KindError) Error() string { return "orgtree: not a kind of unit" }

// Zh describes the fault in Chinese.
func (*KindError) Zh() string { return "不是有效的单位类别" }
