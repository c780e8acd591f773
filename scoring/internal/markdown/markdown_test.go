package markdown_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/scoring/internal/markdown"
)

// What rules and names from outside say stays inside its cell.
func TestCellsStayCells(t *testing.T) {
	var b strings.Builder
	markdown.Section(&b, "甲", []string{"a", "b"}, 2, func(i int) []string {
		return []string{"x|y", []string{"<b>", "1\n2\r3"}[i]}
	})
	require.Equal(t, "\n## 甲\n\n| a | b |\n| --- | --- |\n| x\\|y | &lt;b&gt; |\n| x\\|y | 1 2 3 |\n", b.String())
	b.Reset()
	markdown.Section(&b, "乙", nil, 0, nil)
	require.Empty(t, b.String(), "no rows, no section")
	require.Equal(t, []string{"–", "`a`", "–", "a"}, []string{markdown.Code(""), markdown.Code("a"), markdown.Dash(""), markdown.Dash("a")})
}
