package markdown_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/internal/markdown"
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

// Rule texts and names of units come from outside, and a page is official: no
// character of theirs is taken for layout, wherever in a page they stand.
func TestNothingFromOutsideIsLayout(t *testing.T) {
	for text, want := range map[string]string{
		"[点这里](https://evil.example)": `\[点这里\](https:\//evil.example)`,
		"`code` *a* _b_ ~~c~~":        "\\`code\\` \\*a\\* \\_b\\_ \\~\\~c\\~\\~",
		"&lt;b&gt; <b>":               "&amp;lt;b&amp;gt; &lt;b&gt;",
		`a\|b`:                        `a\\\|b`,
		"# 标题":                        `\# 标题`,
		"- 项":                         `\- 项`,
		"+ 项":                         `\+ 项`,
		"===":                         `\===`,
		"12. 项":                       `12\. 项`,
		"3) 项":                        `3\) 项`,
		"    code\r\n\tx":             "code   x",
		"www.a.cn a@b.cn":             `www\.a.cn a\@b.cn`,
		"得 0.9 分，-1 起（甲）":             "得 0.9 分，-1 起（甲）",
		"0.9-1 分":                     "0.9-1 分",
		"2024年":                       "2024年",
	} {
		require.Equal(t, want, markdown.Cell(text))
	}
	require.Equal(t, "`a?b`", markdown.Code("a`b"), "an id stays within its marks")
	var b strings.Builder
	markdown.Table(&b, []string{"a"}, 3, func(i int) []string {
		return []string{[]string{markdown.Code("id-1"), "`x` `y`", "-1.5"}[i]}
	})
	require.Equal(t, "| a |\n| --- |\n| `id-1` |\n| \\`x\\` \\`y\\` |\n| -1.5 |\n", b.String())
}
