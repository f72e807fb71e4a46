package classify

// lookalikes are letters of other scripts that are drawn like Latin ones, which is how a word is hidden from a machine.
var lookalikes = map[rune]rune{
	'а': 'a', 'в': 'b', 'е': 'e', 'ё': 'e', 'к': 'k', 'м': 'm', 'н': 'h', 'о': 'o', 'р': 'p', 'с': 'c', 'т': 't', 'у': 'y', 'х': 'x',
	'і': 'i', 'ї': 'i', 'ј': 'j', 'ѕ': 's', 'ԁ': 'd', 'һ': 'h', 'ԛ': 'q', 'ԝ': 'w', 'г': 'r', 'п': 'n', 'и': 'u', 'ь': 'b', 'ӏ': 'l',
	'α': 'a', 'β': 'b', 'γ': 'y', 'ε': 'e', 'η': 'n', 'ι': 'i', 'κ': 'k', 'μ': 'u', 'ν': 'v', 'ο': 'o', 'ρ': 'p', 'σ': 'o', 'τ': 't',
	'υ': 'u', 'χ': 'x', 'ω': 'w', 'ı': 'i', 'ɑ': 'a', 'ɡ': 'g', 'ɩ': 'i', 'ʏ': 'y', 'ꜱ': 's', 'ʀ': 'r', 'ɴ': 'n', 'ᴇ': 'e', 'ᴏ': 'o',
	'ᴜ': 'u', 'ᴛ': 't', 'ᴀ': 'a', 'ᴄ': 'c', 'ᴅ': 'd', 'ɪ': 'i', 'ʜ': 'h', 'ᴋ': 'k', 'ʟ': 'l', 'ᴍ': 'm', 'ᴘ': 'p', 'ᴠ': 'v', 'ᴡ': 'w', 'ᴢ': 'z',
	'ø': 'o', 'đ': 'd', 'ł': 'l', 'ħ': 'h', 'å': 'a',
}

// digits and signs that stand for letters inside a word.
var leet = map[rune]rune{'0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', '$': 's'}

// unmask makes letters of what is drawn like letters: lookalikes anywhere, digits and signs between Latin letters.
func (t folded) unmask() {
	for i, g := range t.glyphs {
		if g.r >= 0x80 && !han(g.r) {
			if r, ok := lookalikes[g.r]; ok {
				t.glyphs[i].r = r
			}
		}
	}
	for i := 1; i+1 < len(t.glyphs); i++ {
		if t.plain(i-1) && t.plain(i+1) {
			if r, ok := leet[t.glyphs[i].r]; ok {
				t.glyphs[i].r = r
			}
		}
	}
}

// plain says whether there is a Latin letter at i.
func (t folded) plain(i int) bool { r := t.glyphs[i].r; return r >= 'a' && r <= 'z' }

// splits says whether r is a sign that people put between two Chinese characters to hide the word from a machine.
func splits(r rune) bool {
	switch r {
	case '*', '_', '^', '|', '·', '•':
		return true
	}
	return false
}
