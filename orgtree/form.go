package orgtree

// Form is the form a unit of one kind takes (组织形式), such as a street or a
// town, a committee or a branch. The zero Form is "not said".
type Form uint8

// The forms of towns and communities follow the last three digits of their
// statistical code; those of Party organisations follow their size.
const (
	FormStreet        Form = iota + 1 // 街道
	FormTown                          // 镇
	FormTownship                      // 乡
	FormTownLike                      // 类似乡级单位
	FormResidents                     // 居委会
	FormVillagers                     // 村委会
	FormCommunityLike                 // 类似居(村)委会
	FormCommittee                     // 党委
	FormGeneralBranch                 // 党总支
	FormBranch                        // 党支部
)

type formRow struct {
	id    string
	label Text
}

// formRows is indexed by Form and read-only.
var formRows = [...]formRow{
	{},
	{"street", Text{"街道", "street"}},
	{"town", Text{"镇", "town"}},
	{"township", Text{"乡", "township"}},
	{"town-like", Text{"类似乡级单位", "town-like unit"}},
	{"residents", Text{"居民委员会", "residents' committee"}},
	{"villagers", Text{"村民委员会", "village committee"}},
	{"community-like", Text{"类似居（村）委会", "community-like unit"}},
	{"committee", Text{"党委", "committee"}},
	{"general-branch", Text{"党总支", "general branch"}},
	{"branch", Text{"党支部", "branch"}},
}

func (f Form) row() formRow {
	if int(f) >= len(formRows) {
		return formRow{}
	}
	return formRows[f]
}

// String returns the text form, such as "general-branch"; "" for the zero Form.
func (f Form) String() string { return f.row().id }

// Label returns the name of the form in Chinese and English.
func (f Form) Label() Text { return f.row().label }

// MarshalText writes the text form.
func (f Form) MarshalText() ([]byte, error) {
	if int(f) >= len(formRows) {
		return nil, &FormError{}
	}
	return []byte(f.row().id), nil
}

// UnmarshalText reads what MarshalText writes. On an error the form keeps its
// value.
func (f *Form) UnmarshalText(text []byte) error {
	for i, row := range formRows {
		if row.id == string(text) {
			*f = Form(i)
			return nil
		}
	}
	return &FormError{}
}

// FormError says that a text is not the id of a form.
type FormError struct{}

// Error describes the fault in English.
func (*FormError) Error() string { return "orgtree: not a form of unit" }

// Zh describes the fault in Chinese.
func (*FormError) Zh() string { return "不是有效的组织形式" }

// bandOf gives the form a statistical code's last three digits stand for. The
// bands are those of the national standard; a code outside every band is one of
// its exceptions and has no form.
func bandOf(kind Kind, last int) Form {
	for _, b := range codeBands {
		if b.kind == kind && b.from <= last && last <= b.to {
			return b.form
		}
	}
	return 0
}

// codeBands is read-only: kinds by the last three digits (统计用区划代码).
var codeBands = [...]struct {
	kind     Kind
	from, to int
	form     Form
}{
	{Town, 1, 99, FormStreet},
	{Town, 100, 199, FormTown},
	{Town, 200, 399, FormTownship},
	{Town, 400, 599, FormTownLike},
	{Community, 1, 199, FormResidents},
	{Community, 200, 399, FormVillagers},
	{Community, 400, 599, FormCommunityLike},
}
