package governance_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// fill is a command with a field of every type and rule there is.
type fill struct {
	Name   string          `json:"name" zh:"名" en:"Name" rule:"required,min=2,max=5"`
	Plain  string          `json:"plain,omitempty" zh:"文" en:"Plain"`
	Count  int             `json:"count,omitempty" zh:"数" en:"Count" rule:"min=2,max=4"`
	Level  int             `json:"level" zh:"层" en:"Level" rule:"required,min=-3,max=3"`
	Stock  int64           `json:"stock" zh:"存" en:"Stock" rule:"required,max=9"`
	Sure   bool            `json:"sure" zh:"是" en:"Sure" rule:"required"`
	Use    Use             `json:"use,omitempty" zh:"用" en:"Use"`
	Must   Use             `json:"must" zh:"须" en:"Must" rule:"required"`
	Unit   orgtree.Code    `json:"unit,omitempty" zh:"单" en:"Unit"`
	Other  uuid.UUID       `json:"other" zh:"他" en:"Other" rule:"required"`
	On     civil.Date      `json:"on" zh:"日" en:"On" rule:"required"`
	At     time.Time       `json:"at" zh:"时" en:"At" rule:"required"`
	Note   *string         `json:"note,omitempty" zh:"注" en:"Note" rule:"max=3"`
	Need   *string         `json:"need" zh:"需" en:"Need" rule:"required,max=3"`
	Money  amount          `json:"money,omitzero" zh:"款" en:"Money"`
	Kind   orgtree.Kind    `json:"kind,omitzero" zh:"类" en:"Kind"`
	Place  spot            `json:"place" zh:"处" en:"Place" rule:"required"`
	Maybe  spot            `json:"maybe,omitzero" zh:"或" en:"Maybe"`
	Tags   []string        `json:"tags,omitempty" zh:"签" en:"Tags" rule:"min=2,max=3"`
	Units  []orgtree.Code  `json:"units" zh:"各" en:"Units" rule:"required"`
	Uses   []Use           `json:"uses,omitempty" zh:"用" en:"Uses"`
	Places []spot          `json:"places,omitempty" zh:"处" en:"Places"`
	Flags  []bool          `json:"flags,omitempty" zh:"旗" en:"Flags"`
	Nums   []int           `json:"nums,omitempty" zh:"号" en:"Numbers"`
	Sub    *spot           `json:"sub,omitempty" zh:"内" en:"Sub"`
	hidden string          //nolint:unused // fields of ours are nobody's form
	Skip   map[string]bool `json:"-"`
}

type spot struct {
	Street string `json:"street" zh:"街" en:"Street" rule:"required,max=4"`
	Number int    `json:"number,omitempty" zh:"号" en:"Number" rule:"max=99"`
}

// amount is a number kept exact, written as text.
type amount struct{ fen int64 }

func (a amount) MarshalText() ([]byte, error) { return fmt.Append(nil, a.fen), nil }

func (fill) Verb() string { return "shove" }

func filler(t testing.TB) *governance.Lifecycle[Door] {
	return lifecycle(t, row(governance.Phases(shut), governance.Phases(ajar), func(*Door, fill, *governance.Moment) {}).As("door.fill", "toy", "填", "filled"))
}

// filled is a command without a fault.
func filled() fill {
	need := "abc"
	return fill{
		Name: "兴旺", Must: Meeting, Other: uuid.UUID{1}, On: civil.MustParse("2024-09-27"), At: instant("2024-09-27 09:00"),
		Need: &need, Place: spot{Street: "海路"}, Units: []orgtree.Code{hill},
	}
}

func text(s string) *string { return &s }

// Every rule with the values on both sides of its boundary.
func TestCheckBoundaries(t *testing.T) {
	many := func(n int) []orgtree.Code { return make([]orgtree.Code, n) }
	valid := func(n int) []orgtree.Code {
		out := many(n)
		for i := range out {
			out[i] = hill
		}
		return out
	}
	cases := []struct {
		name string
		set  func(*fill)
		want string // "path code" of each fault, space-separated by comma
	}{
		{"sound", func(*fill) {}, ""},
		{"text of the least length", func(f *fill) { f.Name = "甲乙" }, ""},
		{"text of the greatest length", func(f *fill) { f.Name = "甲乙丙丁戊" }, ""},
		{"text too short", func(f *fill) { f.Name = "甲" }, "name too-short"},
		{"text too long", func(f *fill) { f.Name = "甲乙丙丁戊己" }, "name too-long"},
		{"text missing", func(f *fill) { f.Name = "" }, "name required"},
		{"text of blanks", func(f *fill) { f.Name = " 　\t\n" }, "name required"},
		{"text with NUL", func(f *fill) { f.Name = "甲\x00乙" }, "name bad-text"},
		{"text of NUL alone", func(f *fill) { f.Plain = "\x00" }, "plain bad-text"},
		{"text that is no UTF-8", func(f *fill) { f.Plain = "\xff" }, "plain bad-text"},
		{"text cut in half", func(f *fill) { f.Plain = "甲"[:2] }, "plain bad-text"},
		{"text without max may have 200", func(f *fill) { f.Plain = strings.Repeat("甲", 200) }, ""},
		{"text without max may not have 201", func(f *fill) { f.Plain = strings.Repeat("甲", 201) }, "plain too-long"},
		{"integer least", func(f *fill) { f.Count = 2 }, ""}, {"integer greatest", func(f *fill) { f.Count = 4 }, ""},
		{"integer below", func(f *fill) { f.Count = 1 }, "count out-of-range"}, {"integer above", func(f *fill) { f.Count = 5 }, "count out-of-range"},
		{"integer negative", func(f *fill) { f.Count = -1 }, "count out-of-range"},
		{"integer of both signs", func(f *fill) { f.Level = -3 }, ""}, {"integer below both signs", func(f *fill) { f.Level = -4 }, "level out-of-range"},
		{"integer above both signs", func(f *fill) { f.Level = 4 }, "level out-of-range"},
		{"integer without least", func(f *fill) { f.Stock = 10 }, "stock out-of-range"},
		{"code", func(f *fill) { f.Use = Feast }, ""}, {"code unknown", func(f *fill) { f.Use = "party" }, "use unknown-code"},
		{"code in capitals", func(f *fill) { f.Use = "Feast" }, "use unknown-code"}, {"code missing", func(f *fill) { f.Must = "" }, "must required"},
		{"code with NUL", func(f *fill) { f.Use = "\x00" }, "use bad-text"},
		{"unit", func(f *fill) { f.Unit = hill }, ""}, {"unit of the greatest length", func(f *fill) { f.Unit = orgtree.Code(strings.Repeat("1", 32)) }, ""},
		{"unit too long", func(f *fill) { f.Unit = orgtree.Code(strings.Repeat("1", 33)) }, "unit bad-code"}, {"unit with a blank", func(f *fill) { f.Unit = "1 2" }, "unit bad-code"},
		{"id missing", func(f *fill) { f.Other = uuid.Nil }, "other required"}, {"date missing", func(f *fill) { f.On = 0 }, "on required"},
		{"time missing", func(f *fill) { f.At = time.Time{} }, "at required"},
		{"pointer", func(f *fill) { f.Note = text("abc") }, ""}, {"pointer too long", func(f *fill) { f.Note = text("abcd") }, "note too-long"},
		{"pointer to nothing clears", func(f *fill) { f.Note = text("") }, ""}, {"pointer missing", func(f *fill) { f.Need = nil }, "need required"},
		{"decimal", func(f *fill) { f.Money = amount{5} }, ""}, {"text of a number", func(f *fill) { f.Kind = orgtree.Town }, ""},
		{"object's field missing", func(f *fill) { f.Place.Street = "" }, "place.street required"},
		{"object's fields", func(f *fill) { f.Place = spot{"甲乙丙丁戊", 100} }, "place.street too-long, place.number out-of-range"},
		{"optional object left out", func(f *fill) { f.Maybe = spot{} }, ""}, {"integer with max alone", func(f *fill) { f.Maybe = spot{Street: "甲", Number: -1} }, "maybe.number out-of-range"}, {"optional object in half", func(f *fill) { f.Maybe.Number = 1 }, "maybe.street required"},
		{"pointer to object", func(f *fill) { f.Sub = &spot{} }, "sub.street required"},
		{"list too short", func(f *fill) { f.Tags = []string{"a"} }, "tags too-few"}, {"list least", func(f *fill) { f.Tags = []string{"a", "b"} }, ""},
		{"list greatest", func(f *fill) { f.Tags = []string{"a", "b", "c"} }, ""}, {"list too long", func(f *fill) { f.Tags = []string{"a", "b", "c", "d"} }, "tags too-many"},
		{"list missing", func(f *fill) { f.Units = nil }, "units required"}, {"list empty", func(f *fill) { f.Units = many(0) }, "units required"},
		{"list without max may have 50", func(f *fill) { f.Units = valid(50) }, ""}, {"list without max may not have 51", func(f *fill) { f.Units = valid(51) }, "units too-many"},
		{"elements missing", func(f *fill) { f.Units = []orgtree.Code{hill, "", "?"} }, "units[1] required, units[2] bad-code"},
		{"elements too long", func(f *fill) { f.Tags = []string{strings.Repeat("a", 201), "b"} }, "tags[0] too-long"},
		{"coded elements", func(f *fill) { f.Uses = []Use{Feast, "x"} }, "uses[1] unknown-code"},
		{"object elements", func(f *fill) { f.Places = []spot{{"a", 1}, {}, {"甲乙丙丁戊", 0}} }, "places[1].street required, places[2].street too-long"},
		{"falsehoods are no gaps", func(f *fill) { f.Flags = []bool{false, true} }, ""}, {"zeros are no gaps", func(f *fill) { f.Nums = []int{0, 1} }, ""},
		{"everything at once", func(f *fill) { f.Name, f.Count, f.Must, f.Units, f.Place = "", 9, "", nil, spot{} },
			"name required, count out-of-range, must required, place.street required, units required"},
	}
	l := filler(t)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			cmd := filled()
			c.set(&cmd)
			assert.Equal(t, c.want, faults(l.Check(cmd)))
		})
	}
}

// faults are the paths and codes an error names.
func faults(err error) string {
	var invalid *governance.InvalidError
	if !errors.As(err, &invalid) {
		return ""
	}
	return strings.TrimPrefix(invalid.Error(), "invalid: ")
}

// "max=N: characters of a text": a text of blanks says nothing, but it must not
// be a way around the limit either.
func TestTextOfBlanksHasAMax(t *testing.T) {
	cmd := filled()
	cmd.Plain = strings.Repeat(" ", 201)
	assert.Equal(t, "plain too-long", faults(filler(t).Check(cmd)))
}

// "An integer that may be zero always says something": zero is no gap there.
func TestRequiredIntegerMayBeZero(t *testing.T) {
	cmd := filled()
	cmd.Level, cmd.Stock = 0, 0
	assert.Empty(t, faults(filler(t).Check(cmd)))
}

// The specs are read from the tags once, and everything derives from them.
func TestSpecsOfTags(t *testing.T) {
	in := doorInstitution()
	in.Table = doors(row(governance.Phases(shut), governance.Phases(ajar), func(*Door, fill, *governance.Moment) {}).As("door.fill", "toy", "填", "filled"))
	book, err := governance.NewBook(in)
	require.NoError(t, err)
	specs := map[string]governance.FieldSpec{}
	for _, s := range book.Describe().Sheet("shove").Fields {
		specs[s.Name] = s
		assert.NotEmpty(t, s.Label.Zh, s.Name)
	}
	types := map[string]governance.FieldType{
		"name": "text", "plain": "text", "count": "integer", "level": "integer", "stock": "integer", "sure": "boolean", "use": "code",
		"must": "code", "unit": "unit", "other": "id", "on": "date", "at": "time", "note": "text", "need": "text", "money": "decimal",
		"kind": "text", "place": "object", "maybe": "object", "tags": "list", "units": "list", "uses": "list", "places": "list",
		"flags": "list", "nums": "list", "sub": "object",
	}
	assert.Len(t, specs, len(types))
	for name, want := range types {
		assert.Equal(t, want, specs[name].Type, name)
	}
	name := specs["name"]
	assert.Equal(t, [3]any{true, 2, 5}, [3]any{name.Required, name.Min, name.Max})
	assert.Equal(t, 200, specs["plain"].Max)
	assert.Equal(t, 50, specs["uses"].Max)
	assert.Equal(t, governance.CodeField, specs["uses"].Element.Type)
	assert.Equal(t, Use("").Choices(), specs["uses"].Element.Choices)
	assert.Equal(t, "street", specs["places"].Element.Fields[0].Name)
	assert.Equal(t, governance.Text{Zh: "街", En: "Street"}, specs["sub"].Fields[0].Label)
}

// "None of them ever repeats a value that was sent in": whatever is refused,
// neither error nor explanation holds it.
func TestFaultsNeverRepeatValues(t *testing.T) {
	const phone = "13812348000"
	long := strings.Repeat(phone, 20)
	cmd := filled()
	cmd.Name, cmd.Plain, cmd.Use, cmd.Unit, cmd.Note = long, long, Use(phone), orgtree.Code(phone+" x"), text(phone)
	cmd.Place, cmd.Tags, cmd.Count = spot{long, 13812348}, []string{long}, 13812348000
	err := filler(t).Check(cmd)
	var invalid *governance.InvalidError
	require.ErrorAs(t, err, &invalid)
	require.GreaterOrEqual(t, len(invalid.Faults), 8)
	said := fmt.Sprintf("%v %+v %+v", err, invalid.Explain(), invalid.Faults)
	assert.NotContains(t, said, "1381234")
}

// FuzzCheck holds the check of a text to its sentence: it never panics, and a
// text passes exactly when it is UTF-8 without NUL, says something and has 2 to
// 5 characters.
func FuzzCheck(f *testing.F) {
	for _, s := range []string{"", "甲", "甲乙", "甲乙丙丁戊己", "a\x00b", "\xff\xfe", "  ", "\u2028x", "👨‍👩‍👧"} {
		f.Add(s, 1)
	}
	l := filler(f)
	f.Fuzz(func(t *testing.T, name string, count int) {
		cmd := filled()
		cmd.Name, cmd.Count = name, count
		n := utf8.RuneCountInString(name)
		sound := utf8.ValidString(name) && !strings.Contains(name, "\x00") && strings.TrimSpace(name) != "" && n >= 2 && n <= 5
		inRange := count == 0 || count >= 2 && count <= 4
		err := l.Check(cmd)
		if (err == nil) != (sound && inRange) {
			t.Fatalf("%q %d: %v", name, count, err)
		}
		if err != nil && len(name) > 6 && strings.Contains(err.Error(), name) {
			t.Fatal("the error repeats the value")
		}
	})
}
