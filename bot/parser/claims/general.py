"""Cues of what many findings say beside their defect: impact, inline replacements, and the defects that only people can judge."""

from bot.model.claim import Role
from bot.parser.claims.cue import Cue, cue

CUES: tuple[Cue, ...] = (
    cue("suggested-fix", r"\b(?:replac(?:e|ing)|substitut(?:e|ing))\s+(?:the\s+)?(?P<subject>{code})\s+(?:with|by)\s+(?:the\s+|a\s+)?(?P<value>{code})", role=Role.FIX),
    cue("suggested-fix", r"\bchang(?:e|ing)\s+(?:the\s+)?(?P<subject>{code})\s+(?:to|into)\s+(?P<value>{code})", role=Role.FIX),
    cue("suggested-fix", r"\b(?:use|using|prefer)\s+(?P<value>{code})\s+(?:instead of|rather than|over)\s+(?P<subject>{code})", role=Role.FIX),
    cue("security-impact", r"\b(?:attackers?|adversar(?:y|ies)|malicious (?:users?|actors?|input|code|client)|an? (?:unauthenticated|remote|local) user)\b[^.]{0,80}\b(?:could|can|may|might|would|to)\b", role=Role.IMPACT),
    cue("security-impact", r"\b(?:to )?exploit(?:s|ed|ing|able)? (?:this|the|it|by)\b", role=Role.IMPACT),
    cue("security-impact", r"\b(?:lead(?:s|ing)? to|result(?:s|ing)? in|caus(?:e|es|ing)|allow(?:s|ing)?|enabl(?:e|es|ing)|open(?:s|ing)?|creat(?:e|es|ing)|introduc(?:e|es|ing)|expos(?:e|es|ing))\b[^.]{0,60}\b(?:denial[- ]of[- ]service|dos\b|privilege escalation|data (?:breach|leak|loss|exposure|corruption)|security (?:vulnerabilit|issue|risk|breach|hole|defect|problem)|vulnerabilit|unauthori[sz]ed|arbitrary (?:code|command)|remote code execution|information (?:disclosure|leak))", role=Role.IMPACT),
    cue("performance", r"\b(?:o\(n(?:\^2|²|\*\*2|2)\)|quadratic|inefficien\w+|performance (?:issue|problem|impact|penalty|overhead|concern|bottleneck|degradation)|unnecessar(?:y|ily) (?:allocat|cop|recomput|re-render|iterat|loop)\w*|expensive (?:call|operation|computation|query)|n\+1)\b"),
    cue("race-condition", r"\b(?:race conditions?|data race|not thread[- ]safe|thread[- ]safety|toctou|time[- ]of[- ]check)\b"),
    cue("inconsistent-code", r"\binconsisten(?:t|cy|tly) (?:with|between|across|from)\b"),
    cue("wrong-condition", r"\b(?:condition|check|comparison|logic|predicate) (?:is|seems|appears|looks) (?:wrong|inverted|reversed|incorrect|flipped|backwards?)\b|\b(?:inverted|reversed|flipped|wrong) (?:condition|check|logic|comparison)\b|\boff[- ]by[- ]one\b"),
)
"""Matched last: everything more specific comes first."""
