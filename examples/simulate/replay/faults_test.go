package replay_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/examples/simulate/replay"
	"github.com/jinlin-project/jinlin/governance"
)

const fullMapping = `{"title": "t", "from": "2024-01-01", "until": "2024-07-01",
	"times": {"formats": ["2006-01-02 15:04:05", "2006-01-02"], "zone": "America/New_York", "keep": "instant"},
	"id": "id", "opened": "opened", "taken": "taken", "closed": "closed", "rated": "rated", "category": {"column": "what", "values": {"noise": "B302"}},
	"place": {"column": "place", "values": {"a": "350205001", "b": "350205003001"}, "names": true},
	"responsible": {"column": "who", "values": {"d": "D03", "c": "community", "t": "town"}},
	"list": {"column": "list", "values": {"i": "immediate", "p": "phased", "u": "understanding"}, "default": "immediate"}, "stageDays": 7,
	"outcome": {"column": "end", "values": {"open": "open", "solved": "solved", "partly": "partly", "unsolved": "unsolved", "understood": "understood", "declined": "declined", "merged": "merged", "withdrawn": "withdrawn"}},
	"satisfaction": {"column": "stars", "values": {"5": "5", "1": "1", "-": "none"}}, "solved": {"column": "done", "values": {"y": "solved", "n": "unsolved"}},
	"anonymous": {"column": "name", "values": {"no": "yes"}, "default": "no"}}`

const fullHead = "id,opened,taken,closed,rated,what,place,who,list,end,stars,done,name\n"

// Every row at fault is named by line, column and code; the rest are replayed.
func TestFaultsAreNamed(t *testing.T) {
	good := "%d,2024-01-02 10:00:00,,2024-01-03 10:00:00,,noise,b,d,i,solved,,,x\n"
	rows := []struct{ row, want string }{
		{"1,2024-01-02 10:00:00,,2024-01-03 10:00:00,,noise,b,d,i,solved,,,x\n", ""},
		{"1,2024-01-02 10:00:00,,2024-01-03 10:00:00,,noise,b,d,i,solved,,,x\n", "3.1 repeated"},
		{",2024-01-02 10:00:00,,,,noise,b,d,i,open,,,x\n", "4.1 required"},
		{strings.Repeat("x", 101) + ",2024-01-02 10:00:00,,,,noise,b,d,i,open,,,x\n", "5.1 too-long"},
		{"2,02/01/2024,,,,noise,b,d,i,open,,,x\n", "6.2 bad-time"},
		{"2,,,,,noise,b,d,i,open,,,x\n", "7.2 required"},
		{"2,2023-12-31 10:00:00,,,,noise,b,d,i,open,,,x\n", "8.2 outside-period"},
		{"2,2024-01-02 10:00:00,2024-01-02 09:59:59,2024-01-02 09:00:00,,noise,b,d,i,solved,,,x\n", "9.3 before-opened, 9.4 before-opened"},
		{"2,2024-01-02 10:00:00,,2024-07-03 10:00:00,,noise,b,d,i,solved,,,x\n", "10.4 outside-period"},
		{"2,2024-01-02 10:00:00,2024-01-04 10:00:00,2024-01-03 10:00:00,,noise,b,d,i,solved,,,x\n", "11.4 refused"},
		{"2,2024-01-02 10:00:00,,,,noise,b,d,i,solved,,,x\n", "12.4 undated"},
		{"2,2024-01-02 10:00:00,,2024-01-03 10:00:00,,noise,b,d,i,open,,,x\n", "13.4 still-open"},
		{"2,2024-01-02 10:00:00,,,,noise,b,d,i,open,5,y,x\n", "14.11 still-open"},
		{"2,2024-01-02 10:00:00,,2024-01-03 10:00:00,,smell,b,d,q,gone,7,maybe,x\n", "15.6 unknown-value, 15.10 unknown-value, 15.11 unknown-value, 15.12 unknown-value"},
		{"2,2024-03-10 02:30:00,,,,noise,b,d,i,open,,,x\n", "16.2 no-such-time"},
		{"5,2024-01-02 10:00:00,,2024-01-03 10:00:00,,noise,b,c,i,understood,,,x\n", "17.4 refused"},
		{"6,2024-01-02 10:00:00,,2024-01-03 10:00:00,,noise,b,d,i,understood,,,x\n", "18.4 refused"},
		{"2,2024-01-02\n", "19.3 wrong-length"},
		{strings.Replace(fmt.Sprintf(good, 2), "\n", ",\n", 1), "20.14 wrong-length"},
		{"2,2024-01-02 10:00:00,,,,noi\"se,b,d,i,open,,,x\n", "21.6 bare-quote"},
		{"2,\"2024-01-02 10:00:00\"x,,,,noise,b,d,i,open,,,x\n", "22.2 bare-quote"},
		{"2,2024-01-02 10:00:00,,,,noise,\xff,d,i,open,,,x\n", "23.7 not-utf8"},
		{"\n", ""},
		{"2,2024-01-02 10:00:00,,,,noise," + strings.Repeat("x", 300<<10) + ",d,i,open,,,x\n", "25.1 too-long"},
		{"3,2024-01-02 10:00:00,,,,\"noise\",\"a\nb\"\"\",d,i,open,,,x\n", ""},
		{"4,2024-01-02 10:00:00,,,,noise,b,d,i,open,,,\"x\n", "28.13 open-quote"},
	}
	text, want := fullHead, []string(nil)
	for _, r := range rows {
		text += r.row
		if r.want != "" {
			want = append(want, r.want)
		}
	}
	out := run(t, text, mappingOf(t, fullMapping))
	require.Equal(t, int64(2), out.Replayed)
	require.Equal(t, int64(len(rows)-1), out.Rows)
	var got []string
	last := 0
	for _, f := range out.Faults {
		one := fmt.Sprintf("%d.%d %s", f.Line, f.Column, f.Code)
		if f.Line == last {
			got[len(got)-1] += ", " + one
		} else {
			got = append(got, one)
		}
		last = f.Line
		require.Regexp(t, `\p{Han}`, f.Detail.Zh)
	}
	require.Equal(t, strings.Join(want, "\n"), strings.Join(got, "\n"))
}

// Only so many faults are kept; all are counted.
func TestFaultsAreBounded(t *testing.T) {
	out := run(t, plainHead+strings.Repeat("x\n", 5000), mappingOf(t, plainMapping))
	require.Len(t, out.Faults, 1000)
	require.Equal(t, []replay.FaultCount{{Code: "wrong-length", Count: 5000}}, out.Codes)
	require.Contains(t, string(out.Markdown()), "另有4980处未列")
}

// Every outcome by every list and unit goes its way; the rules refuse an understanding
// that was not sought, and nothing else.
func TestEveryWay(t *testing.T) {
	rows, n, wrong := fullHead, 0, 0
	for _, who := range []string{"c", "t", "d", "elsewhere", ""} {
		for _, list := range []string{"i", "p", "u"} {
			for _, end := range []string{"open", "solved", "partly", "unsolved", "understood", "declined", "merged", "withdrawn"} {
				for _, taken := range []string{"", "2024-01-02 11:00:00"} {
					closed, stars := "2024-01-09 10:00:00", "5"
					if end == "open" {
						closed, stars = "", "-"
					}
					n++
					rows += fmt.Sprintf("%d,2024-01-02 10:00:00,%s,%s,,noise,海虹社区,%s,%s,%s,%s,y,no\n", n, taken, closed, who, list, end, stars)
					if end == "understood" && (who == "c" || who == "t" || list != "u") {
						wrong++
					}
				}
			}
		}
	}
	out := run(t, rows, mappingOf(t, fullMapping))
	require.Len(t, out.Faults, wrong)
	for _, f := range out.Faults {
		require.Equal(t, "refused", f.Code)
	}
	require.Equal(t, int64(n-wrong), out.Replayed)
	for _, line := range lines(t, out) {
		require.Equal(t, "350205003006", line["地点"])
	}
}

// What is wrong with a mapping is named by its field: by itself, beside a file, and in
// a district.
func TestMappingFaults(t *testing.T) {
	_, err := replay.ReadMapping([]byte(`{"title": "t", "until": "soon", "times": {"formats": []}, "id": 1, "opened": "o", "colour": "red", "stageDays": 0, "category": {}}`))
	require.Equal(t, "closed required, colour unknown-field, id wrong-type, stageDays out-of-range, times.formats wrong-length, until malformed", faults(t, err))
	_, err = replay.ReadMapping([]byte(`{"title": "t", "from": "2024-02-01", "until": "2024-01-01", "times": {"formats": ["15:04", "2006-01-02 03:04"], "zone": "Mars"},
		"id": "", "opened": "o", "closed": "c", "category": {"values": {"x": "Z1"}}, "outcome": {"column": "s", "values": {"x": "done"}, "default": "well"}}`))
	require.Equal(t, "category.column required, category.column required, category.values.x unknown-code, id required, outcome.default unknown-code, outcome.values.x unknown-code, "+
		"times.formats[0] malformed, times.formats[1] malformed, times.zone unknown-zone, until out-of-range", faults(t, err))
	s, p := world(t)
	m := mappingOf(t, strings.NewReplacer(`"a": "350205001"`, `"a": "350205D01"`, `"D03"`, `"D99"`).Replace(fullMapping))
	_, err = replay.Run(strings.NewReader(fullHead), m, s, p)
	require.Equal(t, "place.values.a unknown-unit, responsible.d unknown-unit", faults(t, err))
	_, err = replay.Run(strings.NewReader("id,opened,opened\n"), mappingOf(t, plainMapping), s, p)
	require.Equal(t, "closed unknown-column, opened repeated, place.column unknown-column, responsible.column unknown-column, taken unknown-column", faults(t, err))
	for _, head := range []string{"", "\"id", "\xb1\xe0\xba\xc5\n"} {
		_, err = replay.Run(strings.NewReader(head), mappingOf(t, plainMapping), s, p)
		require.ErrorContains(t, err, "column names")
	}
}

func faults(t *testing.T, err error) string {
	t.Helper()
	var invalid *governance.InvalidError
	require.ErrorAs(t, err, &invalid)
	var out []string
	for _, f := range invalid.Faults {
		out = append(out, f.Path+" "+f.Code)
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}
