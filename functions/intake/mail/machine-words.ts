const DAEMON =
  /\b(?:mailer-daemon|mail-daemon|mailerdaemon|mail delivery (?:sub)?system|mail delivery service|post[-_]?master|mdaemon|maildeliverysystem|bounces?-noreply|internet mail delivery)\b|系统退信|邮件系统管理员/i;

const RETURNED =
  /undeliver(?:able|ed)|(?:delivery|mail|message) (?:status )?(?:notification|report)? ?\(?(?:failure|failed|delay(?:ed)?|problem)|delivery (?:status )?notification|delivery (?:has )?(?:failed|failure|report|error|problem)|failure notice|failed (?:mail|delivery)|mail (?:system|delivery|failure)? ?(?:error|failed|failure)|returned (?:mail|to sender)|return(?:ed|ing) message|mail could not be (?:sent|delivered)|(?:could ?n.t|cannot|can ?not|unable to|not) (?:be )?deliver(?:ed)?|non-?delivery|(?:message|mail|e-mail|email) (?:was )?(?:not delivered|rejected|refused|blocked|returned|bounced?)|bounce(?:d)? (?:mail|message|notification)|email bounce|permanent (?:fatal )?error|user unknown|unzustellbar|nicht zugestellt|unzustellbare|mail delivery system|non remis|échec de (?:la )?(?:remise|distribution)|avis de non|n.a pas pu être (?:remis|délivré|livré)|no se (?:ha podido|pudo) entregar|mensaje no entregado|no entregado|não (?:foi )?entregue|mancata consegna|impossibile recapitare|niet (?:bezorgd|afgeleverd)|onbestelbaar|не (?:доставлено|удалось доставить)|недоставленн|配信(?:不能|失敗|エラー)|送信(?:できません|エラー)|戻りました|배달 ?(?:실패|불가)|반송|退信|退件|被退回|无法(?:投递|送达|发送)|無法(?:投遞|傳送|送達)|(?:投递|发送|递送|送达)失败|(?:傳遞|投遞)失敗|未能(?:投递|送达|发送)|邮件未送达/i;

const EXPLAINS =
  /(?:could|can|did|was|were|has|have) ?(?:not|n.t) (?:be |been )?(?:delivered|sent|reached|accepted|processed)|delivery (?:to the following|has failed|failed|attempts?)|failed (?:permanently|recipients?|to deliver|addresses)|permanent (?:fatal )?errors?|(?:^|[^\d.])[45]\.\d{1,3}\.\d{1,3}(?![\d.])|\b(?:550|551|552|553|554|421|450|451|452)[ -]|user unknown|unknown user|no such (?:user|address|recipient|mailbox)|mailbox (?:is )?(?:full|unavailable|not found)|recipient(?:'s)? (?:address )?(?:rejected|unknown|not found)|undeliverable|returned (?:mail|to (?:you|sender))|unable to deliver|quota exceeded|reason for (?:failure|return)|diagnostic-code|transcript of session|original message follows|below this line is a copy|message follows|退回原因|退信原因|无法投递|收件人(?:地址)?(?:不存在|未找到|错误)|(?:用户|邮箱|账号)不存在|邮箱已满|不存在/i;

const AWAY =
  /^\s*(?:re\s?[:：]\s*)?[[【(]?(?:out of (?:the )?office|ooo|automatic(?:ally)? (?:reply|response|generated)|auto(?:matic)?[- ]?(?:reply|response|responder|antwort)|vacation (?:reply|message|notice|response)|away from (?:the office|my (?:desk|mail|e-?mail))|on (?:vacation|annual leave)|abwesenheit(?:snotiz|smeldung|sinformation)?|automatische (?:antwort|rückmeldung)|r(?:é|e)ponse automatique|absence du bureau|absent du bureau|respuesta autom[aá]tica|fuera de (?:la )?oficina|resposta autom[aá]tica|fora do escrit[oó]rio|risposta automatica|fuori (?:sede|ufficio)|automatisch antwoord|afwezig(?:heid)?|autosvar|automatiskt svar|automaattinen vastaus|odpowiedź automatyczna|автоответ|автоматический ответ|otomatik yanıt|自動返信|自動応答|不在通知|자동 ?(?:회신|응답)|부재중|自动(?:回复|答复|回覆|应答)|自動(?:回覆|回復|答覆|回复)|假期(?:自动)?回复|外出(?:自动)?回复)(?:[\]】)]|\s*(?:auto-?reply|reply|message|notice)?\s*(?:[-:：([【（]|$))|\bis (?:currently )?out of (?:the )?office\b|out of office autoreply/i;

const SMTP_CODE =
  /(?:^|[^\d.])[45]\.\d{1,3}\.\d{1,3}(?![\d.])|\b5[05]\d[ -][a-z#<5]|diagnostic-code:|transcript of session/i;

const READ =
  /^(?:read|not read|gelesen|lu|leído|lido|letto|gelezen|прочитано|已读|已讀|未读|开封|開封済み|읽음)\s?[:：]|read receipt|return receipt|(?:已读|阅读|已讀)回执|回执[:：]/i;

/** A name or address that only machines send under, such as MAILER-DAEMON. */
export const isDaemon = (from: string): boolean => DAEMON.test(from.slice(0, 500));

/** A subject that says a mail came back. */
export const saysReturned = (subject: string): boolean => RETURNED.test(subject.slice(0, 500));

/** A text that says why a mail came back. */
export const explainsReturn = (text: string): boolean => EXPLAINS.test(text.slice(0, 4_000));

/** A text that quotes what a mail server said; a parcel that came back has no such thing. */
export const quotesServer = (text: string): boolean => SMTP_CODE.test(text.slice(0, 4_000));

/** A subject of those that mail programs answer with while a person is away. */
export const saysAway = (subject: string): boolean => AWAY.test(subject.slice(0, 500));

/** A subject of those that mail programs tell with that somebody opened a mail. */
export const saysRead = (subject: string): boolean => READ.test(subject.slice(0, 500));
