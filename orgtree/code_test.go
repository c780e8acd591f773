package orgtree_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/orgtree"
)

func TestParseCode(t *testing.T) {
	for text, ok := range map[string]bool{
		"350205001001": true, "P350205": true, "a-b": true, "0": true, strings.Repeat("9", 32): true,
		"": false, strings.Repeat("9", 33): false, "3502 05": false, "海沧": false, "a_b": false, "a.b": false, "a\x00": false,
	} {
		c, err := orgtree.ParseCode(text)
		assert.Equal(t, ok, err == nil, "%q", text)
		if ok {
			assert.Equal(t, text, string(c))
			continue
		}
		var codeError *orgtree.CodeError
		require.ErrorAs(t, err, &codeError)
		assert.NotEmpty(t, codeError.Zh())
	}
}

// A refused text may be anything a person typed, an ID number included.
func TestErrorsNeverRepeatTheText(t *testing.T) {
	const secret = "350205199001011234X!"
	var code orgtree.Code
	var kind orgtree.Kind
	var form orgtree.Form
	var post orgtree.PostKind
	for _, v := range []any{&code, &kind, &form, &post} {
		err := json.Unmarshal([]byte(`"`+secret+`"`), v)
		require.Error(t, err)
		assert.NotContains(t, err.Error(), "1990")
	}
}

func TestCodeText(t *testing.T) {
	var c orgtree.Code
	require.NoError(t, c.UnmarshalText([]byte("350205")))
	require.Error(t, c.UnmarshalText([]byte("35/02")))
	assert.Equal(t, orgtree.Code("350205"), c, "an error leaves the value alone")
	require.NoError(t, c.UnmarshalText(nil))
	assert.Empty(t, c)
}

// FuzzParseCode looks for texts that are taken for a code but do not come back
// the same, or that two of the ways to read one judge differently.
func FuzzParseCode(f *testing.F) {
	for _, text := range []string{"350205001001", "P350205", "a-b", "", "3502 05", "海沧", "a\x00", `a"b`, "?", strings.Repeat("9", 33)} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		code, err := orgtree.ParseCode(text)
		require.Equal(t, orgtree.Code(text).Valid(), err == nil)
		var read orgtree.Code
		require.Equal(t, err == nil || text == "", read.UnmarshalText([]byte(text)) == nil)
		if err != nil {
			require.Empty(t, code)
			return
		}
		require.Equal(t, text, string(code))
		written, err := json.Marshal(code)
		require.NoError(t, err)
		require.Equal(t, `"`+text+`"`, string(written), "a code needs no escaping anywhere")
		_, err = orgtree.New().Apply(orgtree.AddUnit{Unit: orgtree.Unit{Code: code, Name: "区", Kind: orgtree.District}})
		require.NoError(t, err)
	})
}
