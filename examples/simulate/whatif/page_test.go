package whatif

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/internal/scripttest"
)

// The page, the list and the plots of a comparison that is made up; read the difference
// when one of them changes.
func TestGolden(t *testing.T) {
	c := made()
	scripttest.Golden(t, "testdata/made.zh.md", string(c.Markdown("zh")))
	scripttest.Golden(t, "testdata/made.en.md", string(c.Markdown("en")))
	scripttest.Golden(t, "testdata/made.csv", strings.ReplaceAll(string(c.CSV("zh")), "\r\n", "\n"))
	scripttest.Golden(t, "testdata/made.html", string(c.HTML("zh")))
}

// The page is well-formed, loads nothing, runs nothing, and holds no element and no
// attribute that a title or a name has brought in; ids are unique.
func TestHTMLIsWhole(t *testing.T) {
	for _, lang := range []string{"zh", "en"} {
		page := made().HTML(lang)
		d := xml.NewDecoder(bytes.NewReader(page))
		ids := map[string]bool{}
		texts := ""
		for {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			require.NoError(t, err)
			switch e := token.(type) {
			case xml.CharData:
				texts += string(e)
			case xml.StartElement:
				require.Contains(t, strings.Fields("html head meta title style body h1 h2 h3 p table thead tbody tr th td svg desc rect line text polyline polygon circle"), e.Name.Local)
				for _, a := range e.Attr {
					require.False(t, strings.HasPrefix(a.Name.Local, "on") || a.Name.Local == "src" || a.Name.Local == "href", a.Name.Local)
					require.False(t, a.Name.Local == "id" && ids[a.Value], "%s is there twice", a.Value)
					ids[a.Value] = ids[a.Value] || a.Name.Local == "id"
				}
			}
		}
		require.Contains(t, texts, "<script>alert(1)</script>", "as a text")
		require.NotContains(t, string(page), "<script")
	}
}

// A title stays in its cell of the page of Markdown, and no spreadsheet takes it for a
// formula.
func TestTitlesStayWhereTheyAre(t *testing.T) {
	page := string(made().Markdown("zh"))
	require.NotContains(t, page, "<script")
	require.NotRegexp(t, `[^\\][\]|]\(`, page, "no link")
	require.NotContains(t, page, "\x00")
	require.Contains(t, page, "| C =HYPERLINK(1) &lt;script&gt;", "the title of the third scenario")
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(made().CSV("zh"), []byte("\ufeff")))).ReadAll()
	require.NoError(t, err)
	for _, row := range rows {
		for _, cell := range row {
			require.False(t, strings.HasPrefix(cell, "=") || strings.HasPrefix(cell, "@"), cell)
		}
	}
	require.True(t, slices.ContainsFunc(rows, func(row []string) bool { return strings.Contains(row[4], "HYPERLINK") }))
}

// JSON holds every figure exactly, and no number that is not whole.
func TestJSONIsExact(t *testing.T) {
	var out struct {
		Scenarios []struct {
			Letter  string
			Changes []Change
		}
		Rows []struct {
			ID    string
			Exact [][]struct{ Num, Den json.Number }
		}
	}
	text := made().JSON()
	require.NoError(t, json.Unmarshal(text, &out))
	require.Equal(t, "matters.in-time", out.Rows[0].ID)
	require.Equal(t, json.Number("9"), out.Rows[0].Exact[1][1].Num, "8 of 11 would be another row")
	require.NotRegexp(t, `[:,\[]-?\d+[.eE]`, string(text))
	require.Equal(t, "规则 › 时限 › 即办清单办理", out.Scenarios[1].Changes[0].Label.Zh)
	require.Equal(t, []string{"5", "3"}, []string{out.Scenarios[1].Changes[0].Before, out.Scenarios[1].Changes[0].After})
	require.Len(t, out.Scenarios[2].Changes, 1)
	require.Equal(t, "units.only.350205D01.clerks", out.Scenarios[2].Changes[0].Path)
	require.Equal(t, []string{"5", "4"}, []string{out.Scenarios[2].Changes[0].Before, out.Scenarios[2].Changes[0].After})
	require.Empty(t, out.Scenarios[0].Changes)
}

// Of a figure that every seed has moved the same way the units are named, those that
// win first; with too few seeds to be clear they must all agree.
func TestMoved(t *testing.T) {
	c := made()
	more, less := c.Moved(2, "waiting")
	require.Len(t, less, 1)
	require.Equal(t, "海沧街道", less[0].Of.Name)
	require.Len(t, more, 1)
	require.Equal(t, "城管局", more[0].Of.Name)
	require.Equal(t, Amount(2_500_000), more[0].Differences[1].Median, "600 seconds more over 4 tasks")
	more, less = c.Moved(1, "in-time")
	require.Empty(t, more)
	require.Len(t, less, 3)
	require.EqualValues(t, "350205D02", less[0].Of.Code, "the greatest difference first")
	require.EqualValues(t, "350205001", less[1].Of.Code, "then by code")
	require.Equal(t, Amount(-18_750_000), less[1].Differences[0].Median, "12.5 and 25 of a hundred less")
}
