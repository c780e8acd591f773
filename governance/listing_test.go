package governance_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
)

func listing() *governance.Listing {
	return &governance.Listing{
		Columns: []governance.ListingColumn{{Name: "unit", Label: label("单位", "Unit")}, {Name: "score", Label: label("得分", "Score")}},
		Rows:    [][]string{{"海沧街道", "92.50"}, {"a,b \"c\"", "-1.5"}, {"=HYPERLINK(1)", ""}, {"+1+1", "-x"}, {"@sum", "-"}, {"\tx", "-1.2.3"}},
	}
}

// A listing is read by programs and by spreadsheets; neither is made to run what
// somebody wrote into a cell.
func TestListing(t *testing.T) {
	csv, err := listing().CSV("zh")
	require.NoError(t, err)
	assert.Equal(t, "\ufeff单位,得分\r\n海沧街道,92.50\r\n\"a,b \"\"c\"\"\",-1.5\r\n'=HYPERLINK(1),\r\n'+1+1,'-x\r\n'@sum,'-\r\n'\tx,'-1.2.3\r\n", string(csv))
	heads := &governance.Listing{Columns: []governance.ListingColumn{{Name: "term", Label: label("=1+1", "@sum")}}}
	csv, err = heads.CSV("zh")
	require.NoError(t, err)
	assert.Equal(t, "\ufeff'=1+1\r\n", string(csv), "a label may be a district's own words, too")
	json, err := (&governance.Listing{Columns: listing().Columns, Rows: listing().Rows[:2]}).JSON("en")
	require.NoError(t, err)
	assert.Equal(t, `{"columns":[{"name":"unit","label":"Unit"},{"name":"score","label":"Score"}],"rows":[["海沧街道","92.50"],["a,b \"c\"","-1.5"]]}`, string(json))
	none, err := (&governance.Listing{}).JSON("zh")
	require.NoError(t, err)
	assert.Equal(t, `{"columns":[],"rows":[]}`, string(none))
}
